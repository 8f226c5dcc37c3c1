"""``vittne keys``, ``seal`` and ``open``: whole or not at all, and for the owner only."""

from __future__ import annotations

import os
import pty
import re
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vittne.seal import ClassicalIdentity, HybridIdentity, protect, read_key_file, write_block

IDENTITY = HybridIdentity(bytes(range(32)))
CLASSICAL = ClassicalIdentity(bytes(range(1, 33)))
WORDS = "five words drawn by lot"
PROGRAM = [sys.executable, "-m", "vittne"]


def vittne(
    *args: str | Path,
    secrets: str | None = None,
    data: bytes = b"",
    most: int = resource.RLIM_INFINITY,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command; `secrets` are on a file descriptor, `most` bytes fit into a file."""
    reader, writer = os.pipe()
    os.write(writer, (secrets or "").encode())
    os.close(writer)
    given = [str(arg) for arg in args]
    if secrets is not None:
        given += ["--passphrase-fd", str(reader)]
    try:
        return subprocess.run(
            [*PROGRAM, *given],
            capture_output=True,
            input=data,
            pass_fds=(reader,),
            start_new_session=True,  # no terminal to ask on
            preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)
            ),
        )
    finally:
        os.close(reader)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key file in the clear, so that tests do not wait for scrypt."""
    path = tmp_path / "key"
    path.write_text(f"{IDENTITY.secret()}\n")
    (tmp_path / "key.pub").write_text(f"{IDENTITY.recipient}\n")
    return path


@pytest.fixture
def sealed(key: Path, tmp_path: Path) -> Path:
    """300,000 bytes, sealed."""
    (tmp_path / "plain").write_bytes(b"canary" * 50_000)
    run = vittne("seal", tmp_path / "plain", "--to", f"{key}.pub", "--out", tmp_path / "sealed.age")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    return tmp_path / "sealed.age"


def test_a_new_key_opens_what_was_sealed_to_it(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"names")
    made = vittne("keys", "new", "--out", tmp_path / "k", secrets=WORDS + "\n")
    assert made.returncode == 0
    assert (
        vittne(
            "seal", tmp_path / "plain", "--to", tmp_path / "k.pub", "--out", tmp_path / "s"
        ).returncode
        == 0
    )
    opened = vittne("open", tmp_path / "s", "--key", tmp_path / "k", "--out", "-", secrets=WORDS)
    assert (opened.returncode, opened.stdout) == (0, b"names")

    # The recovery key, shown once, makes the key file anew under another passphrase.
    (recovery,) = re.findall(rb"AGE-SECRET-KEY-PQ-1\w+", made.stdout)
    assert recovery not in (tmp_path / "k").read_bytes()
    read, write = os.pipe()
    os.write(write, recovery + b"\nanother passphrase\n")
    os.close(write)
    given = ["--out", str(tmp_path / "again"), "--recovery-fd", str(read)]
    restored = subprocess.run(
        [*PROGRAM, "keys", "restore", *given, "--passphrase-fd", str(read)],
        pass_fds=(read,),
        capture_output=True,
    )
    os.close(read)
    assert restored.returncode == 0
    assert recovery not in restored.stdout
    again = (tmp_path / "again").read_bytes()
    (identity,) = read_key_file(again, lambda: "another passphrase")
    assert identity.secret().encode() == recovery
    assert (tmp_path / "again.pub").read_bytes() == (tmp_path / "k.pub").read_bytes()


@pytest.mark.parametrize("data", ["\n> ", "\n"], ids=["from a mail", "as it was made"])
def test_a_block_is_opened_like_the_file_that_it_is(
    data: str, sealed: Path, key: Path, tmp_path: Path
) -> None:
    text = ("Hello!\n" + write_block(sealed.read_bytes())).replace("\n", data).encode()
    (tmp_path / "block.txt").write_bytes(text)
    to_file = vittne("open", tmp_path / "block.txt", "--key", key, "--out", tmp_path / "out")
    to_stream = vittne("open", tmp_path / "block.txt", "--key", key, "--out", "-")
    piped = vittne("open", "-", "--key", key, "--out", "-", data=text)
    plain = (tmp_path / "plain").read_bytes()
    assert to_file.returncode == to_stream.returncode == piped.returncode == 0, to_file.stderr
    assert (tmp_path / "out").read_bytes() == to_stream.stdout == piped.stdout == plain
    cut = vittne("open", "-", "--key", key, "--out", "-", data=text[:5000])
    assert (cut.returncode, cut.stdout) == (2, b"")
    assert b"a part of this block is missing" in cut.stderr
    assert b"hint: copy it again" in cut.stderr


def test_only_the_owner_may_read_what_is_written(sealed: Path, key: Path, tmp_path: Path) -> None:
    os.umask(0)
    try:
        vittne("keys", "new", "--out", tmp_path / "k", secrets=WORDS)
        vittne("open", sealed, "--key", key, "--out", tmp_path / "opened")
    finally:
        os.umask(0o022)
    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("k", "k.pub", "opened")}
    assert modes == {0o600}
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600


def test_a_key_is_shown_by_recipient_and_fingerprint(key: Path) -> None:
    shown = [vittne("keys", "show", path).stdout for path in (key, f"{key}.pub")]
    assert shown[0] == shown[1]
    assert str(IDENTITY.recipient).encode() in shown[0]
    assert re.search(
        rb"Fingerprint.*\n  (\w+ ){5}\w+\n  (\w+ ){5}\w+\n  ([0-9a-f]{4} ){7}", shown[0]
    )
    swedish = vittne("keys", "show", key, "--language", "sv").stdout
    assert swedish.splitlines()[-1] == shown[0].splitlines()[-1]
    assert swedish != shown[0]


def test_classical_keys_work_and_are_not_mixed_with_hybrid_ones(key: Path, tmp_path: Path) -> None:
    (tmp_path / "classical").write_text(CLASSICAL.secret())
    to = ["--to", str(CLASSICAL.recipient)]
    run = vittne("seal", "-", *to, "--out", "-", data=b"x" * 100_000)
    keys = ["--key", str(tmp_path / "classical"), "--key", str(key)]
    assert vittne("open", "-", *keys, "--out", "-", data=run.stdout).stdout == b"x" * 100_000
    mixed = vittne("seal", "-", *to, "--to", f"{key}.pub", "--out", tmp_path / "mixed", data=b"x")
    assert mixed.returncode == 2
    assert b"mixed" in mixed.stderr
    assert not (tmp_path / "mixed").exists()


def test_a_passphrase_is_asked_for_without_showing_it(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(protect(IDENTITY, WORDS, work=4))
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [*PROGRAM, "keys", "show", str(tmp_path / "k")])  # noqa: S606
    shown = b""
    while b"Passphrase: " not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, WORDS.encode() + b"\n")
    while (more := read_to_end(terminal)) is not None:
        shown += more
    assert os.waitpid(child, 0)[1] == 0
    os.close(terminal)
    assert b"Fingerprint" in shown
    assert WORDS.encode() not in shown


def read_to_end(terminal: int) -> bytes | None:
    """What a terminal shows next; Linux ends it with an error."""
    try:
        return os.read(terminal, 1000) or None
    except OSError:
        return None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["open", "SEALED", "--key", "OTHER", "--out", "OUT"], "none of these opens it"),
        (["open", "PLAIN", "--key", "KEY", "--out", "OUT"], "no age file"),
        (["open", "SEALED", "--key", "PLAIN", "--out", "OUT"], "no key file"),
        (["open", "SEALED", "--key", "PROTECTED", "--out", "OUT"], "no terminal"),
        (["open", "absent", "--key", "KEY", "--out", "OUT"], "No such file"),
        (["open", "SEALED", "--key", "KEY", "--out", "PLAIN"], "already"),
        (["open", "SEALED", "--key", "KEY", "--out", "absent/OUT"], "No such file"),
        (["seal", "PLAIN", "--to", "age1abc", "--out", "OUT"], "not written right"),
        (["seal", "PLAIN", "--to", "KEY", "--out", "OUT"], "a secret"),
        (["seal", "PLAIN", "--to", "PUB", "--out", "PLAIN"], "already"),
        (["seal", "absent", "--to", "PUB", "--out", "OUT"], "No such file"),
        (["keys", "new", "--out", "KEY"], "already"),
        (["keys", "new", "--out", "OUT"], "no terminal"),
        (["keys", "show", "PLAIN"], "no key file"),
        (["keys"], "required"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: list[str], says: str, sealed: Path, key: Path, tmp_path: Path
) -> None:
    (tmp_path / "other").write_text(HybridIdentity(bytes(32)).secret())
    (tmp_path / "protected").write_bytes(protect(IDENTITY, WORDS, work=4))
    names = {name.upper(): str(tmp_path / name) for name in ("key", "other", "plain", "protected")}
    names |= {"SEALED": str(sealed), "PUB": f"{key}.pub", "OUT": str(tmp_path / "out")}
    before = sorted(tmp_path.iterdir())
    run = vittne(*(names.get(argument, argument) for argument in arguments))
    assert run.returncode == 2
    assert says in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert IDENTITY.secret().encode() not in run.stderr + run.stdout
    assert sorted(tmp_path.iterdir()) == before


def test_a_wrong_or_short_passphrase_is_said(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(protect(IDENTITY, WORDS, work=4))
    wrong = vittne("keys", "show", tmp_path / "k", secrets="another thing altogether")
    short = vittne("keys", "new", "--out", tmp_path / "n", secrets="short")
    assert (wrong.returncode, short.returncode) == (2, 2)
    assert b"the passphrase is wrong" in wrong.stderr
    assert b"12 letters" in short.stderr
    assert not (tmp_path / "n").exists()


@pytest.mark.parametrize("cut", [0, 10, 1000, 100_000, -1])
def test_of_a_damaged_file_nothing_comes_out(
    cut: int, sealed: Path, key: Path, tmp_path: Path
) -> None:
    sealed.write_bytes(sealed.read_bytes()[:cut])
    to_file = vittne("open", sealed, "--key", key, "--out", tmp_path / "out")
    to_stream = vittne("open", sealed, "--key", key, "--out", "-")
    assert (to_file.returncode, to_stream.returncode) == (2, 2)
    assert to_stream.stdout == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "key",
        "key.pub",
        "plain",
        "sealed.age",
    ]


@pytest.mark.parametrize("verb", ["seal", "open"])
def test_a_full_disk_is_said_and_leaves_nothing(
    verb: str, sealed: Path, key: Path, tmp_path: Path
) -> None:
    arguments = {
        "seal": ["seal", tmp_path / "plain", "--to", f"{key}.pub"],
        "open": ["open", sealed, "--key", key],
    }[verb]
    before = sorted(tmp_path.iterdir())
    run = vittne(*arguments, "--out", tmp_path / "out", most=100_000)
    assert run.returncode == 2
    assert b"File too large" in run.stderr
    assert b"free some space" in run.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_the_output_may_be_full_or_closed(sealed: Path, key: Path) -> None:
    command = [*PROGRAM, "open", str(sealed), "--key", str(key), "--out", "-"]
    with open("/dev/full", "wb") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 2
    assert b"No space left" in run.stderr
    head = subprocess.run(["sh", "-c", '"$@" | head -c 3', "sh", *command], capture_output=True)
    assert head.stdout == b"can"


@pytest.mark.parametrize("signal_sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("verb", ["seal", "open"])
def test_killed_while_it_writes_it_leaves_nothing(
    verb: str, signal_sent: signal.Signals, key: Path, tmp_path: Path
) -> None:
    """The source is a pipe that never ends: the program is surely in the middle."""
    if verb == "seal":
        given = ["seal", "-", "--to", f"{key}.pub"]
        first = os.urandom(500_000)
    else:
        given = ["open", "-", "--key", str(key)]
        first = vittne("seal", "-", "--to", f"{key}.pub", "--out", "-", data=bytes(900_000)).stdout
        first = first[:500_000]
    before = sorted(tmp_path.iterdir())
    command = [*PROGRAM, *given, "--out", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(first)
        process.stdin.flush()
        wait_until_written(process.pid, 200_000)
        process.send_signal(signal_sent)
        process.stdin.close()
        process.wait()
    assert process.returncode == (130 if signal_sent == signal.SIGINT else -signal_sent)
    assert sorted(tmp_path.iterdir()) == before


def wait_until_written(pid: int, count: int) -> None:
    """Wait until a process has written so many bytes."""
    for _ in range(500):
        written = re.search(r"^wchar: (\d+)$", Path(f"/proc/{pid}/io").read_text(), re.M)
        assert written
        if int(written[1]) >= count:
            return
        time.sleep(0.02)
    raise AssertionError("nothing was written")


def test_where_files_without_names_are_unknown_a_part_file_takes_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vittne.cli.newfile import new_file

    monkeypatch.delattr(os, "O_TMPFILE")
    with new_file(tmp_path / "whole") as file:
        file.write(b"all of it")
        (part,) = tmp_path.iterdir()
        assert part.name.endswith(".part")
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    with pytest.raises(KeyboardInterrupt), new_file(tmp_path / "half"):
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]
    assert (tmp_path / "whole").read_bytes() == b"all of it"


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    from vittne.cli.newfile import new_file

    def interfere() -> None:
        with new_file(tmp_path / "name") as file:
            file.write(b"mine")
            (tmp_path / "name").write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        interfere()
    assert [path.name for path in tmp_path.iterdir()] == ["name"]
    assert (tmp_path / "name").read_bytes() == b"theirs"
