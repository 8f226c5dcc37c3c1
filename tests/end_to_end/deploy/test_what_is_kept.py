"""What is backed up brings back the address, the settings and the guides, and no message.

And after a seizure: a new door, the readers' old keys, the writers' old codes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from door_process import Door
from door_unit import ETC

VITTNE = Path(sys.executable).with_name("vittne")


def address(machine: Path) -> str:
    """Start tor, without a network, on the files of a machine: return the address that it has."""
    tor = machine / "var" / "lib" / "tor"
    tor.mkdir(mode=0o700, parents=True, exist_ok=True)
    hostname = tor / "vittne-door" / "hostname"
    hostname.unlink(missing_ok=True)
    torrc = machine / "torrc"
    torrc.write_text((ETC / "tor" / "torrc").read_text().replace("/var/lib/tor", str(tor)))
    command = ["tor", "--defaults-torrc", "/dev/null", "-f", str(torrc)]
    command += ["--DataDirectory", str(tor), "--DisableNetwork", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        said = ""
        for line in running.stdout:
            said += line
            if "Bootstrapped 0%" in line:
                running.terminate()  # it ends when it has written its files
    assert hostname.exists(), said
    return hostname.read_text()


def test_the_address_comes_back_and_is_sealed_on_its_way(
    tmp_path: Path, type_in: Callable[..., None]
) -> None:
    old, readers, new = (tmp_path / name for name in ("old", "readers", "new"))
    for folder in (old, readers, new):
        (folder / "mnt").mkdir(parents=True)
    (tmp_path / "passphrase").write_text("an invented passphrase\n")
    with (tmp_path / "passphrase").open() as passphrase:
        subprocess.run(
            [VITTNE, "keys", "new", "--out", "staff.key", "--passphrase-fd", "0"],
            cwd=readers / "mnt",
            stdin=passphrase,
            check=True,
            capture_output=True,
        )
    name = address(old)
    assert name.endswith(".onion\n")
    shutil.copy(readers / "mnt" / "staff.key.pub", old / "mnt")

    type_in("backup", old, VITTNE)
    assert {path.name for path in (old / "mnt").iterdir()} == {"staff.key.pub", "address.tar.age"}
    secret = (old / "var/lib/tor/vittne-door/hs_ed25519_secret_key").read_bytes()
    assert secret[-64:] not in (old / "mnt" / "address.tar.age").read_bytes()

    shutil.copy(old / "mnt" / "address.tar.age", readers / "mnt")
    type_in("unseal", readers, VITTNE)
    shutil.copy(readers / "mnt" / "address.tar", new / "mnt")
    assert address(new) != name  # until then it has one of its own
    type_in("restore", new, VITTNE)
    assert address(new) == name
    assert (new / "var/lib/tor/vittne-door/hs_ed25519_secret_key").read_bytes() == secret


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[tuple[Door, Door]]:
    """A door, and another one that is put up from the first one's settings."""
    first = Door(tmp_path / "first")
    starters = first.folder.with_name("starters")
    subprocess.run([VITTNE, "door", "init", starters], check=True, capture_output=True)
    shutil.copytree(starters / "guides", first.folder / "guides")
    (tmp_path / "second").mkdir()
    shutil.copytree(first.folder, tmp_path / "second" / "door")
    second = Door(tmp_path / "second")
    yield first, second
    first.kill()
    second.kill()


def test_a_new_door_has_the_guides_the_readers_keys_and_the_writers_codes_of_the_old_one(
    doors: tuple[Door, Door],
) -> None:
    first, second = doors
    with first:
        code = first.tell("Before it was seized.")
        envelope, _ = first.read_all()[0]
        guides, shown = first.get("/en/guides/"), first.get("/en/").text
    with second:
        assert second.ids() == []
        assert second.get("/en/guides/").body == guides.body
        assert guides.status == 200
        assert second.get("/en/").text == shown
        second.reply(envelope, "You are not forgotten.")
        assert "You are not forgotten." in second.ask(" ".join(code.words("en"))).text
