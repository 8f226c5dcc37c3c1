"""The pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_http_methods, require_safe

from vittne.door import mailbox
from vittne.door.headers import STYLE


def _page(body: str, language: str = "en", status: int = 200) -> HttpResponse:
    head = f'<!doctype html><html lang="{language}"><title>-</title><style>{STYLE}</style>'
    return HttpResponse(head + body, status=status)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return _page("<p>A door.")


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, language: str) -> HttpResponse:
    """Take a message."""
    if request.method != "POST":
        return _page(_form(mailbox.Form()), language)
    try:
        delivered = mailbox.deliver(request, language)
    except mailbox.Refused as refused:
        return _page(f"<p>{refused.reason}" + _form(refused.form), language, refused.status)
    return _page(f"<p id=code>{' '.join(delivered.code.words(language))}", language)


def _form(form: mailbox.Form) -> str:
    return (
        "<form method=post enctype=multipart/form-data>"
        f'<input type=hidden name=token value="{mailbox.issue_token()}"><input name=trap>'
        '<input name=kind value="testimony">'
        f"<textarea name=text>{escape(form.text)}</textarea>"
        f'<input name=code value="{escape(form.code)}"><input type=file multiple name=files>'
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this was no form of ours."""
    return _page("<p>400", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return _page("<p>404", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the server failed."""
    return _page("<p>500", status=500)
