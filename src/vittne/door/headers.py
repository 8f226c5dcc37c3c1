"""The headers of every page, and sizes that say little."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files
from types import MappingProxyType

STYLE = files("vittne.door").joinpath("style.css").read_text("utf-8")
"""The one style sheet. Pages carry it inside `<style>`, exactly as it is here."""

_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_POLICY = (
    "default-src 'none'",
    f"style-src 'sha256-{_HASH}'",
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
