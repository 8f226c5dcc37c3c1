"""The server: gunicorn, started from here, so that there is nothing to set up wrongly.

One process with threads, under a small one that starts it again when it dies. No access log, no
control socket, no name of a server and no clock in a response, no temporary file.
"""

from __future__ import annotations

import fcntl
import os
import resource
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.http.wsgi import Response
from gunicorn.workers.gthread import ThreadWorker

from vittne.door.config import read_config
from vittne.door.guides import read_guides, shown
from vittne.door.log import log, log_error
from vittne.terms.errors import Problem, UserError

THREADS = 32
PATIENCE = 120
"""Seconds that a connection may say nothing in the middle of a request."""
WAIT = 15
"""Seconds that a start waits for another server on the same folder to end."""
MEMORY = Path("/dev/shm")  # noqa: S108  # only a file without a name, for gunicorn's heartbeat
NOWHERE = "/nonexistent"
FAILED = 2
"""Exit code where the address is taken, or the mailbox cannot be opened."""


def serve(folder: Path, bind: str) -> int:
    """Serve a door until a signal ends it.

    Parameters
    ----------
    bind : str
        `127.0.0.1:PORT` (0: a free one), or `unix:PATH`.

    Raises
    ------
    UserError
        Where `door.toml` is wrong, or the folder is served already.
    """
    _say_what_is_not_shown(folder)
    os.close(_lock(folder))
    # Rewriting the mailbox needs a temporary file without a name, of sealed bytes. It is to lie on
    # the disk that the mailbox lies on. SQLite looks at this once, when it is loaded.
    assert "sqlite3" not in sys.modules
    os.environ["SQLITE_TMPDIR"] = str(folder.resolve())
    # A core dump would hold what people write.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    Response.default_headers = _first_lines
    main = os.getpid()
    try:
        Arbiter(_Server(folder.resolve(), bind)).run()
    except SystemExit as end:
        if os.getpid() != main:
            raise  # the process that serves: its code says to the small one whether to try again
        return FAILED if end.code else 0
    return 0


def _say_what_is_not_shown(folder: Path) -> None:
    """Read what the organisation wrote, and name the guides that nobody there stands for."""
    config = read_config(folder)
    guides = read_guides(folder, config)
    for one in guides:
        if one not in shown(guides, config):
            log(f"guide {one.name} is not shown: {one.state.value}")


def _lock(folder: Path) -> int:
    """Lock the folder against a second server, for as long as what is returned is open."""
    held = os.open(folder, os.O_RDONLY)
    for _ in range(WAIT * 10):
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return held
    os.close(held)
    raise UserError(Problem(message=f"{folder}: another server runs on this folder"))


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn with its settings."""

    def __init__(self, folder: Path, bind: str) -> None:
        self._folder, self._bind = folder, bind
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "vittne.door.serve.Worker",
            "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
            "logger_class": "vittne.door.serve.Silence",
            "accesslog": None,
            "control_socket_disable": True,
            "forwarded_allow_ips": "",
            # Who speaks over a Unix socket would be trusted with these, and tor passes on anything.
            "forwarder_headers": "",
            "secure_scheme_headers": {},
            "umask": 0o077,
            "limit_request_line": 2048,
            "limit_request_fields": 60,
            "proc_name": "vittne-door",
            "sendfile": False,
            "post_worker_init": _ready,
            "worker_exit": _ended,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Make the application, in the process that will serve it."""
        from vittne.door.storage import StorageFailed
        from vittne.door.wsgi import application

        self._held = _lock(self._folder)  # let go when the process ends, however it does
        try:
            made = application(self._folder)
        except StorageFailed as failed:
            log(f"the mailbox cannot be opened: {failed}")
            sys.exit(Arbiter.APP_LOAD_ERROR)
        # Whoever tries to write a temporary file from here on fails, instead of leaving words.
        tempfile.tempdir = NOWHERE
        return made


def _ready(worker: Worker) -> None:
    names = [one.getsockname() for one in worker.sockets]
    for name in names:
        log("open at " + (f"unix:{name}" if isinstance(name, str) else f"{name[0]}:{name[1]}"))


def _ended(arbiter: Arbiter, worker: Worker) -> None:
    if worker.booted:
        from vittne.door import running

        running.stop()


def _first_lines(response: Response) -> list[str]:
    """Return the first lines of a response: without the server's name and clock."""
    version = ".".join(map(str, response.req.version))
    connection = "close" if response.should_close() else "keep-alive"
    chunked = ["Transfer-Encoding: chunked\r\n"] if response.chunked else []
    first = f"HTTP/{version} {response.status}\r\n"
    return [first, f"Connection: {connection}\r\n", *chunked]


class Worker(ThreadWorker):  # type: ignore[misc]
    """The process that serves: it says nothing of requests, however wrong they are."""

    def handle(self, conn: Any) -> Any:
        """Serve a connection; one that falls silent in the middle of a request is cut."""
        limit = struct.pack("ll", PATIENCE, 0)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, limit)
        return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer what is no request, or what the application could not answer."""
        from vittne.door.plain import plain

        status = _status(exc)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            log_error(exc)
        try:
            client.sendall(plain(status))
        except OSError:
            return


_STATUS: dict[type[Exception], HTTPStatus] = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}


def _status(error: Exception) -> HTTPStatus:
    if isinstance(error, errors.ParseException):
        return _STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
    return HTTPStatus.INTERNAL_SERVER_ERROR


class Silence(Logger):  # type: ignore[misc]
    """gunicorn's logger.

    What the small process says is printed, without a time; of what the serving one says, only the
    kind of an error, because its sentences quote requests.
    """

    _main = os.getpid()

    def setup(self, cfg: Any) -> None:
        """Remember which process is the small one; open no file."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        type(self)._main = os.getpid()

    def _say(self, message: str, *args: object, **kwargs: object) -> None:
        if os.getpid() == self._main:
            log(message % args if args else message)

    critical = error = warning = _say

    def info(self, *args: object, **kwargs: object) -> None:
        """Say nothing."""

    debug = log = access = info

    def exception(self, message: str, *args: object, **kwargs: object) -> None:
        """Print the kind of the error that is being handled."""
        error = sys.exc_info()[1]
        if error is not None:
            log_error(error)
