"""The page for what never reached the pages: no request at all, or an error without handler."""

from __future__ import annotations

from http import HTTPStatus

from vittne.door.headers import HEADERS, padded

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>-</title>
<p>This did not work. Go back and try again.</p>
<p lang="ru">Не получилось. Вернитесь назад и попробуйте ещё раз.</p>
<p lang="sv">Det gick inte. Gå tillbaka och försök igen.</p>
"""


def plain(status: HTTPStatus) -> bytes:
    """Return a whole response, from its first line on."""
    body = padded(_PAGE.encode())
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Connection: close",
        "Content-Type: text/html; charset=utf-8",
        *(f"{name}: {value}" for name, value in HEADERS.items()),
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
