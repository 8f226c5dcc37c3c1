"""The headers of every page, and sizes that say little."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from types import MappingProxyType

from vittne.door.script import script

STYLE = files("vittne.door").joinpath("style.css").read_text("utf-8")
"""The one style sheet. Pages carry it inside `<style>`, exactly as it is here."""


def source_hash(text: bytes) -> str:
    """Return the hash by which a page allows a style sheet or a script, and nothing else."""
    return f"sha256-{b64encode(hashlib.sha256(text).digest()).decode()}"


_SCRIPT = script()

_POLICY = (
    "default-src 'none'",
    f"style-src '{source_hash(STYLE.encode())}'",
    *((f"script-src '{source_hash(_SCRIPT.source)}'", "connect-src 'self'") if _SCRIPT else ()),
    "img-src data:",  # the empty icon
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)

_POWERS = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
)

HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": "; ".join(_POLICY),
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
    }
)

SMALLEST = 16 * 1024
SMALLEST_REPLY = 64 * 1024
"""What answers a form: whether answers came, or a code, or a refusal, is the same size."""
_OPEN, _CLOSE = b"\n<!--", b"-->\n"


def padded(page: bytes, smallest: int = SMALLEST) -> bytes:
    """Return a page filled up to 16, 32, 64, 128, ... KiB with a comment of spaces."""
    least = len(page) + len(_OPEN) + len(_CLOSE)
    target = smallest
    while target < least:
        target *= 2
    return page + _OPEN + b" " * (target - least) + _CLOSE
