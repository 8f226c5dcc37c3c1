"""What is done to every response, whichever view made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from vittne.door.headers import HEADERS, SMALLEST, SMALLEST_REPLY, padded


class Sealed:
    """The same headers on every response; pages padded; a length always; nothing for HEAD."""

    def __init__(self, next_: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = next_

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response of the view, finished."""
        response = self._next(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if isinstance(response, HttpResponse):
            if response.headers.get("Content-Type", "").startswith("text/html"):
                smallest = SMALLEST_REPLY if request.method == "POST" else SMALLEST
                response.content = padded(response.content, smallest)
            response.headers["Content-Length"] = str(len(response.content))
            if request.method == "HEAD":
                length = response.headers["Content-Length"]
                response.content = b""
                response.headers["Content-Length"] = length
        return response
