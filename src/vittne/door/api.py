"""What staff do over the network: fetch messages, say that they have them, leave answers.

Every request is signed (`vittne.seal.signing`). Answers are JSON, but for the sealed bytes. The
document that describes it is `docs/reference/door-api.json` (OpenAPI 3.1).
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from vittne.door import running
from vittne.door.storage import StorageFailed, Taken, today
from vittne.seal import HybridIdentity, Reply, seal_reply
from vittne.seal.padding import TEXT_SIZES

MOST_BODY = 256 * 1024
_AGE = b"age-encryption.org/v1\n"
_ID = re.compile(r"[0-9a-f]{32}")

View = Callable[..., HttpResponseBase]


def _error(status: int, word: str) -> JsonResponse:
    return JsonResponse({"error": word}, status=status)


def signed(**methods: View) -> View:
    """Return a view that answers signed requests of these methods only."""

    @csrf_exempt
    def view(request: HttpRequest, **values: str) -> HttpResponseBase:
        chosen = methods.get(request.method or "")
        body = _body(request)
        if body is None:
            return _error(413, "too long")
        header = request.headers.get("Authorization", "")
        target = request.META["RAW_URI"]  # as gunicorn read it: what was signed
        problem = running.door().staff.problem(header, request.method or "", target, body)
        if problem:
            response = _error(401, problem)
            response.headers["WWW-Authenticate"] = "Vittne"
            return response
        if not methods:
            return _error(404, "no such address")
        if chosen is None:
            response = _error(405, "no such method")
            response.headers["Allow"] = ", ".join(methods)
            return response
        if not all(_ID.fullmatch(value) for value in values.values()):
            return _error(404, "no such id")
        try:
            return chosen(body, **{name: bytes.fromhex(text) for name, text in values.items()})
        except StorageFailed:
            return _error(507, "the disk is full or fails")

    return wraps(signed)(view)


def _body(request: HttpRequest) -> bytes | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BODY:
        return None
    try:
        body: bytes = request.read(int(length))
    except OSError:
        return b""
    return body


def _list(body: bytes) -> HttpResponseBase:
    entries = running.door().store.messages()
    listed = [{"id": one.id.hex(), "day": one.day, "size": one.size} for one in entries]
    return JsonResponse({"messages": listed})


def _acknowledge(body: bytes) -> HttpResponseBase:
    try:
        said = json.loads(body)
        identifiers = said["ids"] if isinstance(said, dict) and set(said) == {"ids"} else None
    except (ValueError, RecursionError):
        identifiers = None
    if not isinstance(identifiers, list) or not all(
        isinstance(one, str) and _ID.fullmatch(one) for one in identifiers
    ):
        return _error(400, 'the body is {"ids": [...]}, each of 32 hexadecimal digits')
    door = running.door()
    door.store.delete_messages([bytes.fromhex(one) for one in identifiers])
    door.housekeeper.wake()
    return HttpResponse(status=204)


def _fetch(body: bytes, identifier: bytes) -> HttpResponseBase:
    store = running.door().store
    entry = store.message(identifier)
    if entry is None:
        return _error(404, "no such message")
    return StreamingHttpResponse(
        store.parts(identifier),
        content_type="application/octet-stream",
        headers={"Content-Length": str(entry.size)},
    )


def _answer(body: bytes, identifier: bytes) -> HttpResponseBase:
    if not body.startswith(_AGE) or len(body) not in _SIZES:
        return _error(400, "the body is no sealed answer")
    door = running.door()
    expires = today() + datetime.timedelta(days=door.config.expiry_days)
    try:
        door.store.add_reply(identifier, body, expires)
    except Taken:
        return _error(409, "another answer lies there")
    door.housekeeper.wake()
    return JsonResponse({"expires": expires.isoformat()})


def _withdraw(body: bytes, identifier: bytes) -> HttpResponseBase:
    door = running.door()
    door.store.delete_replies([identifier])
    door.housekeeper.wake()
    return HttpResponse(status=204)


def _sizes() -> frozenset[int]:
    """Return the two lengths that a sealed answer can have."""
    somebody = HybridIdentity.generate().recipient
    texts = ("", "x" * (TEXT_SIZES[0] + 1))
    return frozenset(len(seal_reply(Reply(text, "en"), somebody)) for text in texts)


_SIZES = _sizes()

urlpatterns = [
    path("messages", signed(GET=_list, DELETE=_acknowledge)),
    path("messages/<identifier>", signed(GET=_fetch)),
    path("replies/<identifier>", signed(PUT=_answer, DELETE=_withdraw)),
    re_path("", signed()),
]
