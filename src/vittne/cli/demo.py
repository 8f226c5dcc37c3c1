"""``vittne demo``: the public record on Chechnya, an invented list that is audited, and a door."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vittne.cli.demo_door import Shown
    from vittne.verify.figures import Figure

HELP = "the record on Chechnya, an invented list that is audited, and a door, on this machine"

OUT, PORT = Path("vittne-demo"), 8017
CHECHNYA, INVENTED = "chechnya", "invented"
"""The examples."""
AUDITED = ("invented-1", "invented-2")
"""The releases of the second, before and after its audit."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where it goes and where it is served."""
    parser.add_argument(
        "--out", type=Path, default=OUT, metavar="DIR", help=f"where it goes (default: {OUT})"
    )
    parser.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"port (default: {PORT})"
    )
    parser.add_argument("--no-serve", action="store_true", help="do it all, and serve nothing")


def run(args: argparse.Namespace) -> int:
    """Build, say what was found, audit a list, have a message answered, serve until Ctrl-C."""
    # Whatever ends this program ends its door with it, and removes what was secret.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    _public_record(args.out)
    _audited_list(args.out)
    show(args.out, None if args.no_serve else args.port)
    return 0


def _public_record(out: Path) -> None:
    from vittne.cli.problems import plain
    from vittne.cli.progress import bar
    from vittne.release import build_release, secrets_path
    from vittne.verify.figures import load_figures

    folder = out / CHECHNYA
    with bar("building the example") as tell:
        report = build_release(find_example(CHECHNYA), folder, tell, secrets_path(out))
    print("What the public record carries, and what it does not:\n")
    figures = load_figures(folder / "data" / "figures.json")
    for number, line in enumerate(ten_lines(figures), 1):
        print(f"{number:3}. {line}")
    said = plain(str(folder))
    print(f"\nThe release is in {said}. Check it: python3 -I -S {said}/verify.pyz")
    print(f"sha256 of MANIFEST.sha256: {report.manifest_sha256}\n", flush=True)


def _audited_list(out: Path) -> None:
    from contextlib import closing

    from vittne.cli.demo_audit import demonstrate

    with closing(demonstrate(find_example(INVENTED), out, AUDITED)) as lines:
        for line in lines:
            print(line, flush=True)


def show(out: Path, port: int | None) -> None:
    """Open the door beside, and serve a folder of releases on this port until Ctrl-C."""
    from vittne.cli.demo_door import door_beside

    with door_beside() as shown:
        print("\n" + "\n".join(what_came(shown)), flush=True)
        if port is not None:
            print("\n" + "\n".join(what_to_click(shown)), flush=True)
            serve(out, port)
        # What follows only cleans up: a second Ctrl-C does not stop it half-way.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def what_came(shown: Shown) -> Iterable[str]:
    """Return what happened at the door."""
    words = shown.code.words("en")
    yield "Beside it a door was opened, of an invented organisation. An invented writer told what"
    yield "happened and asked for help there; the inbox fetched it, opened it, and answered."
    yield "All that the writer has to keep is a code:"
    yield f"  {' '.join(words)}"
    yield f"  or {shown.code.digits()}"


def what_to_click(shown: Shown) -> Iterable[str]:
    """Return what a visitor may try."""
    from vittne.cli.problems import plain

    yield f"Come back with this code, and read the answer: {shown.address}/en/answers/"
    yield f"See what a writer sees: {shown.address}/en/  {shown.address}/ru/  {shown.address}/sv/"
    yield "Write something there yourself, then be the staff, in another terminal:"
    for act in ("pull", "list"):
        yield f"  {plain(sys.executable)} -m vittne inbox {act} {plain(str(shown.inbox))}"


def find_example(name: str) -> Path:
    """Return an example's folder in the repository.

    Raises
    ------
    UserError
        The program was installed without its repository.
    """
    from vittne.terms.errors import Problem, UserError

    folder = Path(__file__).resolve().parents[3] / "examples" / name
    if not (folder / "dossier.toml").is_file():
        message = "the example is not here: it lies in the repository, not in the package."
        hint = "get the repository, and type ./run demo in it"
        raise UserError(Problem(file=str(folder), message=message, hint=hint))
    return folder


def ten_lines(figures: Sequence[Figure]) -> Iterable[str]:
    """Return what was found: deaths, verdicts, and what follows from one complaint."""
    from vittne.cli.problems import plain

    deaths = [figure for figure in figures if figure.id.startswith("said-persons_killed")]
    verdicts = [figure for figure in figures if figure.numbers.kind == "verdict"]
    silence = [figure for figure in figures if figure.id.startswith("unregistered-in-raids")]
    return [plain(figure.sentence["en"]) for figure in (*deaths, *verdicts, *silence)][:10]


def serve(folder: Path, port: int) -> None:
    """Serve a folder on 127.0.0.1 until Ctrl-C; on a free port if this one is taken."""
    with _server(folder, port) as server:
        here = f"http://127.0.0.1:{server.server_port}"
        print(f"\nRead it at {here}/{CHECHNYA}/  (Ctrl-C ends it)")
        print("  ".join(["and the list:", *(f"{here}/{name}/" for name in AUDITED)]), flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


def _server(folder: Path, port: int) -> ThreadingHTTPServer:
    def handler(*args: Any) -> _Handler:
        return _Handler(*args, directory=str(folder))

    try:
        return _Server(("127.0.0.1", port), handler)
    except OSError:
        return _Server(("127.0.0.1", 0), handler)


class _Server(ThreadingHTTPServer):
    """A server to which a visitor who hangs up is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder: no listing of folders, no log, headers that forbid everything else."""

    server_version, sys_version = "vittne", ""

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        if self.path != "/":
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"/{CHECHNYA}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: who read what is nobody's business."""


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)
