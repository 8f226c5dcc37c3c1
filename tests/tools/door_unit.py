"""A door as its unit runs it (deploy/door): on a Unix socket that somebody else holds."""

from __future__ import annotations

import http.client
import os
import re
import resource
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

from door_process import PATIENCE, Door

ROOT = Path(__file__).resolve().parents[2]
ETC = ROOT / "deploy" / "door" / "etc"
SERVICE = ETC / "systemd" / "system" / "vittne-door.service"
SOCKET = ETC / "systemd" / "system" / "vittne-door.socket"


def settings(path: Path) -> list[tuple[str, str]]:
    """Return what a unit sets, in its order; a key may come twice."""
    lines = path.read_text("utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and line[0] not in "#["]
    return [(key.strip(), value.strip()) for key, _, value in pairs]


# What systemd does before it starts a service that has a socket.
_ACTIVATED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
activated = {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execve(sys.argv[2], sys.argv[2:], {**os.environ, **activated})
"""


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("door", timeout=PATIENCE)
        self._path = path

    def connect(self) -> None:
        """Connect."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


class UnitDoor(Door):
    """A door started by the `ExecStart` of the unit, with its limits, under another root.

    Attributes
    ----------
    root : Path
        What stands for `/`.
    """

    def __init__(self, place: Path) -> None:
        self.root = place
        super().__init__(place)
        (place / "var" / "lib").mkdir(parents=True)
        self.folder = self.folder.rename(place / "var" / "lib" / "vittne-door")
        # A name of a Unix socket has 107 letters at most, and folders of tests have long names.
        self._held = socket.socket(socket.AF_UNIX)
        self._place = os.open(place, os.O_PATH)
        self._name = Path(f"/proc/self/fd/{self._place}/socket")
        self._held.bind(str(self._name))
        self._held.listen(128)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        unit = dict(settings(SERVICE))
        command = shlex.split(re.sub(r"(?<![\w.])/(?=opt|var)", f"{self.root}/", unit["ExecStart"]))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _ACTIVATED, str(self._held.fileno()), *command],
                stdout=log,
                stderr=log,
                cwd="/",
                env={"PATH": os.environ["PATH"]},
                pass_fds=[self._held.fileno()],
                start_new_session=True,
                umask=int(unit["UMask"], 8),
                preexec_fn=lambda: _limit(unit),
            )
        end = time.monotonic() + PATIENCE
        while b"door: open at unix:" not in self.log.read_bytes():
            assert self._process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, "the door does not open"
            time.sleep(0.05)

    def restart(self) -> None:
        """Stop it and start it; whoever comes in between waits at the socket."""
        self.stop()
        self.log.write_bytes(b"")
        self.start()

    def close(self) -> None:
        """End it, and let go of the socket."""
        self.kill()
        self._held.close()
        os.close(self._place)

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection."""
        return UnixConnection(self._name)


def _limit(unit: dict[str, str]) -> None:
    for key, limit in (
        ("LimitCORE", resource.RLIMIT_CORE),
        ("LimitNOFILE", resource.RLIMIT_NOFILE),
    ):
        resource.setrlimit(limit, (int(unit[key]), int(unit[key])))
