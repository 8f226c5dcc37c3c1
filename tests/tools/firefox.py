"""Start the machine's own Firefox ESR, of which Tor Browser is made, and drive it; no window.

Over Marionette, Firefox's own protocol: a length, a colon, and a message in JSON. Tor Browser at
its level "Safest" runs no script; neither does this, unless it is asked to.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 60.0
TAB, ENTER = "\ue004", "\ue007"
NARROW = """
const style = gBrowser.selectedBrowser.style;
for (const name of ["min-width", "max-width"]) style.setProperty(name, `${arguments[0]}px`);
"""
"""Firefox makes no window as narrow as a telephone; a page in it can be."""

SETTINGS = {
    "javascript.enabled": False,
    "browser.privatebrowsing.autostart": True,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "services.settings.server": "data:,",
    # Everything but this machine is out of reach.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
}


class FirefoxError(Exception):
    """What Firefox could not do."""


class Firefox:
    """One window with one page."""

    def __init__(self, connection: socket.socket, wide: int) -> None:
        self._connection, self._number = connection, 0
        self._received = b""
        self._message()  # it says hello
        self._do("NewSession")
        self._do("SetContext", {"value": "chrome"}, room="Marionette")
        self._do("ExecuteScript", {"script": NARROW, "args": [wide]})
        self._do("SetContext", {"value": "content"}, room="Marionette")

    def _message(self) -> Any:
        while b":" not in self._received:
            self._receive()
        length, _, rest = self._received.partition(b":")
        while len(rest) < int(length):
            self._receive()
            _, _, rest = self._received.partition(b":")
        self._received = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def _receive(self) -> None:
        piece = self._connection.recv(1 << 16)
        assert piece, "Firefox has ended"
        self._received += piece

    def _do(
        self, command: str, values: dict[str, Any] | None = None, room: str = "WebDriver"
    ) -> Any:
        self._number += 1
        data = json.dumps([0, self._number, f"{room}:{command}", values or {}]).encode()
        self._connection.sendall(str(len(data)).encode() + b":" + data)
        _, number, error, result = self._message()
        assert number == self._number
        if error is not None:
            raise FirefoxError(error["message"])
        value = result.get("value", result) if isinstance(result, dict) else result
        return value

    def goto(self, address: str) -> None:
        """Open a page and wait for it."""
        self._do("Navigate", {"url": address})

    def back(self) -> None:
        """Press the button back."""
        self._do("Back")

    def address(self) -> str:
        """Return the address of the page."""
        return str(self._do("GetCurrentURL"))

    def source(self) -> str:
        """Return the page as HTML."""
        return str(self._do("GetPageSource"))

    def all(self, selector: str) -> list[str]:
        """Return the elements of a CSS selector."""
        found = self._do("FindElements", {"using": "css selector", "value": selector})
        return [one[ELEMENT] for one in found]

    def one(self, selector: str) -> str:
        """Return the only element of a CSS selector."""
        (found,) = self.all(selector)
        return found

    def text(self, selector: str) -> str:
        """Return what an element shows."""
        return str(self._do("GetElementText", {"id": self.one(selector)}))

    def value(self, selector: str) -> str:
        """Return what is typed in a field."""
        return str(self._do("GetElementProperty", {"id": self.one(selector), "name": "value"}))

    def click(self, selector: str) -> None:
        """Click on an element, and wait for the page that follows."""
        self._do("ElementClick", {"id": self.one(selector)})

    def type(self, selector: str, text: str) -> None:
        """Type into a field, or choose a file by its path."""
        self._do("ElementSendKeys", {"id": self.one(selector), "text": text})

    def clear(self, selector: str) -> None:
        """Empty a field."""
        self._do("ElementClear", {"id": self.one(selector)})

    def edges(self, element: str) -> tuple[float, float]:
        """Return where an element begins and ends, in CSS pixels from the left."""
        box = self._do("GetElementRect", {"id": element})
        return float(box["x"]), float(box["x"] + box["width"])

    def press(self, key: str) -> None:
        """Press one key, wherever the focus is."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._do("PerformActions", {"actions": [source]})

    def focused(self) -> str:
        """Return the id, the class or the tag of the element that has the focus."""
        element = {"id": self._do("GetActiveElement")[ELEMENT]}
        for name in ("id", "class"):
            if found := self._do("GetElementAttribute", {**element, "name": name}):
                return str(found)
        return str(self._do("GetElementTagName", element)).upper()

    def wait_until(self, true: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Wait for what pressing a key leads to."""
        end = time.monotonic() + patience
        while not true():
            assert time.monotonic() < end, f"it does not happen at {self.address()}"
            time.sleep(0.05)

    def cookies(self) -> list[Any]:
        """Return the cookies of the page."""
        return list(self._do("GetCookies"))

    def screenshot(self) -> bytes:
        """Return a picture of the whole page, PNG."""
        return base64.b64decode(self._do("TakeScreenshot", {"full": True}))


@contextmanager
def firefox(
    folder: Path,
    *,
    wide: int,
    script: bool = False,
    settings: Mapping[str, object] = MappingProxyType({}),
) -> Iterator[Firefox]:
    """A Firefox that ends with the `with` block; its profile lies in an empty folder.

    Parameters
    ----------
    wide : int
        Of the page, in CSS pixels.
    script : bool
        Whether pages run theirs.
    settings : mapping
        Further ones, as on `about:config`.
    """
    executable = shutil.which("firefox-esr")
    assert executable, "Firefox ESR is missing: `./run test` installs it or says what to type"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    every = {**SETTINGS, "marionette.port": port, "javascript.enabled": script, **settings}
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in every.items()]
    (folder / "user.js").write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen(
        [
            executable,
            "--headless",
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(folder),
        ],
        env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with _connect(port, process) as connection:
            yield Firefox(connection, wide)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


def _connect(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, "Firefox does not start"
        assert time.monotonic() < end, "Firefox does not answer"
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            time.sleep(0.1)
