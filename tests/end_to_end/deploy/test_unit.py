"""The unit: what it forbids, as systemd weighs it, and that its parts name the same things."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from door_unit import ETC, SERVICE, SOCKET, settings

MOST = 0.5
"""Exposure of 10. Measured: 0.2 with systemd 252; versions weigh differently."""


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True)


def test_systemd_finds_next_to_nothing_that_is_left_open() -> None:
    threshold = f"--threshold={round(MOST * 10)}"
    weighed = analyze("security", "--offline=true", "--no-pager", threshold, str(SERVICE))
    assert weighed.returncode == 0, weighed.stdout + weighed.stderr


def test_a_unit_that_forbids_less_would_fail(tmp_path: Path) -> None:
    loose = tmp_path / SERVICE.name
    forbids = ("Capability", "PrivateNetwork", "SystemCallFilter")
    lines = [one for one in SERVICE.read_text().splitlines() if not one.startswith(forbids)]
    loose.write_text("\n".join(lines))
    weighed = analyze("security", "--offline=true", f"--threshold={round(MOST * 10)}", str(loose))
    assert weighed.returncode != 0


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    program = tmp_path / "opt" / "vittne" / "current" / "venv" / "bin" / "vittne"
    program.parent.mkdir(parents=True)
    program.symlink_to("/bin/true")
    for unit in (SERVICE, SOCKET):
        text = unit.read_text("utf-8").replace("ExecStart=/opt", f"ExecStart={tmp_path}/opt")
        (tmp_path / unit.name).write_text(text)
    checked = analyze(
        "verify", "--man=no", "--recursive-errors=no", *map(str, tmp_path.glob("vittne-door.*"))
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_door_writes_to_its_folder_only_and_starts_nothing_from_there() -> None:
    unit = dict(settings(SERVICE))
    assert unit["ProtectSystem"] == "strict"
    assert unit["StateDirectory"] == "vittne-door"
    assert {key for key, _ in settings(SERVICE)} & {"ReadWritePaths", "BindPaths"} == set()
    assert {"/tmp", "/var/tmp"} <= {*unit["ReadOnlyPaths"].split()}  # noqa: S108
    # `/` does not reach what is mounted below it (tried with systemd 252).
    written = {"/var/lib/vittne-door", "/tmp", "/var/tmp", "/dev/shm"}  # noqa: S108
    assert written <= {*unit["NoExecPaths"].split()}


def test_nothing_of_its_memory_reaches_the_disk() -> None:
    unit = dict(settings(SERVICE))
    assert (unit["LimitCORE"], unit["MemorySwapMax"]) == ("0", "0")
    assert dict(settings(ETC / "systemd/coredump.conf.d/vittne-door.conf"))["Storage"] == "none"
    kernel = dict(settings(ETC / "sysctl.d" / "vittne-door.conf"))
    assert kernel["kernel.core_pattern"] == "|/bin/false"
    assert kernel["fs.suid_dumpable"] == "0"


def test_the_journal_is_kept_in_memory() -> None:
    journal = dict(settings(ETC / "systemd/journald.conf.d/vittne-door.conf"))
    assert (journal["Storage"], journal["ForwardToSyslog"]) == ("volatile", "no")


def test_the_kernel_knows_every_setting() -> None:
    for key, _ in settings(ETC / "sysctl.d" / "vittne-door.conf"):
        path = Path("/proc/sys", *key.lstrip("-").split("."))
        assert key.startswith("-") or path.exists(), key


def test_tor_the_socket_and_the_door_mean_the_same_socket_and_folder() -> None:
    socket = dict(settings(SOCKET))
    path = socket["ListenStream"]
    command = dict(settings(SERVICE))["ExecStart"].split()
    assert command[-1] == f"unix:{path}"
    assert command[3] == "/var/lib/vittne-door"
    assert f"HiddenServicePort 80 unix:{path}\n" in (ETC / "tor" / "torrc").read_text()
    assert f"{path} rw," in (ETC / "apparmor.d" / "local" / "system_tor").read_text()
    assert (socket["SocketGroup"], socket["SocketMode"]) == ("debian-tor", "0660")


def test_the_user_of_the_unit_is_one_that_nobody_can_log_in_as() -> None:
    made = (ETC / "sysusers.d" / "vittne-door.conf").read_text().splitlines()[-1].split()
    unit = dict(settings(SERVICE))
    assert made[:2] == ["u", unit["User"]]
    assert unit["User"] == unit["Group"] == dict(settings(SOCKET))["SocketUser"]
    check = ["systemd-sysusers", "--dry-run", str(ETC / "sysusers.d" / "vittne-door.conf")]
    subprocess.run(check, check=True, capture_output=True, env=dict(os.environ))
