"""Two files that all get alike: the script of the pages, and the page that is carried."""

from __future__ import annotations

from functools import cache

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

from vittne.door import mailbox
from vittne.door.offline import offline_page
from vittne.door.script import File, script


@cache
def offline_file() -> File:
    """Return the page that is carried, as `vittne door offline-page` writes it."""
    return File.of(offline_page(mailbox.config()))


def vittne_js(request: HttpRequest) -> HttpResponse:
    """Hand out the script that seals in the browser."""
    return _file(request, script(), "text/javascript; charset=utf-8")


def offline_html(request: HttpRequest) -> HttpResponse:
    """Hand out the page that is carried: to be saved, not to be opened here."""
    # As bytes of no kind, so that nothing is added to them on the way.
    response = _file(request, script() and offline_file(), "application/octet-stream")
    response["Content-Disposition"] = 'attachment; filename="page.html"'
    return response


def _file(request: HttpRequest, file: File | None, media_type: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        raise BadRequest
    if file is None:
        raise Http404
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(file.source, content_type=media_type)
    response = HttpResponse(file.gzipped, content_type=media_type)
    response["Content-Encoding"] = "gzip"
    return response
