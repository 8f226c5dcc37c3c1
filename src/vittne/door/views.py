"""What each address does. All that is kept, and all that is opened, is `mailbox`'s doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse

from vittne.door import downloads, mailbox
from vittne.door.mailbox import Form, Refused
from vittne.door.pages import LIMITS, NAMES, draw
from vittne.door.script import in_groups, script
from vittne.door.texts import texts
from vittne.seal import BadBlock, BadCode, fingerprint, read_code

View = Callable[[HttpRequest, str], HttpResponse]
READ = ("GET", "HEAD")
WRITE = (*READ, "POST")


def _page(*methods: str) -> Callable[[View], View]:
    """Make a view answer in the languages of this door and to these methods only."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, language: str) -> HttpResponse:
            if language not in mailbox.config().languages:
                raise Http404
            if request.method not in methods:
                response = _problem("refused", (language,), 405)
                response["Allow"] = ", ".join(methods)
                return response
            return view(request, language)

        return checked

    return wrap


# ---------------------------------------------------------------- pages that are read


def root(request: HttpRequest) -> HttpResponse:
    """Let people choose their language. Nothing that the browser says is asked about it."""
    if request.method not in READ:
        raise BadRequest
    offered = mailbox.config().languages
    choices = [(one, NAMES[one], texts(one)("root-choose")) for one in offered]
    return draw("root", offered[0], alone=True, choices=choices)


@_page(*READ)
def start(request: HttpRequest, language: str) -> HttpResponse:
    """Say what this is, who reads, and what a server in foreign hands could see."""
    return draw("start", language)


@_page(*READ)
def code(request: HttpRequest, language: str) -> HttpResponse:
    """Say what a code is and how to keep it."""
    return draw("code", language)


@_page(*READ)
def guides(request: HttpRequest, language: str) -> HttpResponse:
    """Show all guides at once: nobody on the line sees which is read, or in what language."""
    return HttpResponse(_guides()[language])


@cache
def _guides() -> Mapping[str, bytes]:
    """Draw the page in each language, once, and fill all of them up to the longest."""
    drawn = {one: draw("guides", one).content for one in mailbox.config().languages}
    longest = max(map(len, drawn.values()))
    return {one: page.ljust(longest) for one, page in drawn.items()}


@_page(*READ)
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Say what the page is for that is carried, and what to compare before it is used."""
    if script() is None:
        raise Http404
    return draw(
        "offline",
        language,
        digest=in_groups(downloads.offline_file().sha256),
        fingerprint=fingerprint(*mailbox.config().recipients),
    )


@_page(*READ)
def leave(request: HttpRequest, language: str) -> HttpResponse:
    """Show a page that says nothing of the others, and have the browser forget them."""
    response = draw("leave", language, alone=True)
    response["Clear-Site-Data"] = '"*"'
    return response


# ---------------------------------------------------------------- pages that are written on


@_page(*WRITE)
def tell(request: HttpRequest, language: str) -> HttpResponse:
    """Take what somebody tells."""
    return _write("tell", request, language)


@_page(*WRITE)
def ask(request: HttpRequest, language: str) -> HttpResponse:
    """Take what somebody needs."""
    return _write("help", request, language)


def _write(page: str, request: HttpRequest, language: str) -> HttpResponse:
    """Show the form of a message, take it, or show it again with all that was typed."""
    refused = None
    if request.method == "POST":
        try:
            delivered = mailbox.deliver(request, language)
        except Refused as error:
            refused = error
        else:
            return draw("received", language, alone=True, delivered=delivered)
    return draw(
        page,
        language,
        status=refused.status if refused else 200,
        alone=refused is not None,
        token=mailbox.issue_token(),
        form=refused.form if refused else Form(),
        refusal=_refusal(refused, page, language) if refused else None,
    )


@_page(*WRITE)
def answers(request: HttpRequest, language: str) -> HttpResponse:
    """Show the answers to a code, and delete one where that was asked for."""
    if request.method != "POST":
        return draw("answers", language, form=Form(), refusal=None)
    typed, number = request.POST.get("code", ""), request.POST.get("delete", "")
    doomed = [int(number)] if number.isascii() and number.isdecimal() and len(number) < 3 else []
    try:
        if doomed:
            mailbox.delete_answers(typed, doomed, language)
        found = mailbox.answers(typed, language)
    except Refused as refused:
        return draw(
            "answers",
            language,
            status=refused.status,
            alone=True,
            form=Form(code=typed),
            refusal=_refusal(refused, "answers", language),
        )
    return draw(
        "opened",
        language,
        alone=True,
        answers=found[::-1],
        deleted=bool(doomed),
        # As digits it is equally long for everybody.
        code=read_code(typed, language).digits(),
        token=mailbox.issue_token(),
    )


# ---------------------------------------------------------------- what comes and goes sealed


@_page(*WRITE)
def sealed(request: HttpRequest, language: str) -> HttpResponse:
    """Take what was sealed before it came here."""
    refused = None
    if request.method == "POST":
        try:
            mailbox.hand_in(request)
        except Refused as error:
            refused = error
        else:
            return draw("handed", language, alone=True)
    return draw(
        "sealed",
        language,
        status=refused.status if refused else 200,
        alone=refused is not None,
        token=mailbox.issue_token(),
        form=refused.form if refused else Form(),
        reason=refused.reason if refused else "",
        refusal=_refusal(refused, "sealed", language) if refused else None,
    )


@_page(*WRITE)
def sealed_answers(request: HttpRequest, language: str) -> HttpResponse:
    """Show the answers to a slip, sealed as they are, and delete one where that was asked for."""
    slip, doomed = request.POST.get("slip", ""), request.POST.get("delete", "")
    refused, found = None, None
    if request.method == "POST":
        try:
            if doomed:
                mailbox.delete_sealed_answers(slip, doomed)
            found = mailbox.sealed_answers(slip)
        except Refused as error:
            refused = error
    return draw(
        "sealed-answers",
        language,
        status=refused.status if refused else 200,
        alone=request.method == "POST",
        slip=slip,
        answers=found,
        deleted=bool(doomed),
        reason=refused.reason if refused else "",
        refusal=_refusal(refused, "sealed-answers", language) if refused else None,
    )


# ---------------------------------------------------------------- what is refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form comes back, in words.

    Attributes
    ----------
    heading : str
        Name of a message.
    sentence : str
    field : str
        Name of the field that is to be changed; empty where none is.
    mistakes : tuple of str
        A sentence for each word of a code that is wrong.
    """

    heading: str
    sentence: str
    field: str = ""
    mistakes: tuple[str, ...] = ()


_SEALED = ("empty", "long", "large", "block", "unsealed", "foreign", "size", "both")
_FIELDS = {"empty": "text", "long": "text", "large": "files", "many": "files"}


def _refusal(refused: Refused, page: str, language: str) -> Refusal:
    if isinstance(refused.error, BadCode):
        return _bad_code(refused.error, language)
    speak = texts(language)
    bad = refused.error if isinstance(refused.error, BadBlock) else None
    name = f"block-{bad.reason}" if bad else f"error-{refused.reason}"
    if speak.has(f"{name}-{page}"):
        name = f"{name}-{page}"
    elif refused.reason == "long" and not refused.form.text:
        name = "error-long-lost"
    heading = "block-heading" if bad else "error-heading"
    return Refusal(heading, speak(name, **LIMITS), _field(refused, page))


def _field(refused: Refused, page: str) -> str:
    """Return the field that is to be changed."""
    if page == "sealed-answers":
        return "slip"
    if page == "sealed" and refused.reason in _SEALED:
        return "block" if refused.form.text or refused.reason == "empty" else "sealed"
    return _FIELDS.get(refused.reason, "")


def _bad_code(bad: BadCode, language: str) -> Refusal:
    speak = texts(language)
    mistakes = []
    for one in bad.mistakes:
        said: dict[str, str | int] = {"position": one.position, "typed": one.typed}
        if one.suggestions:
            words = speak.any_of(one.suggestions)
            mistakes.append(speak("code-mistake-near", **said, words=words))
        else:
            mistakes.append(speak("code-mistake", **said))
    sentence = speak(f"code-{bad.reason}", n=len(bad.mistakes), count=bad.count)
    return Refusal("error-code-heading", sentence, "code", tuple(mistakes))


def _problem(name: str, languages: tuple[str, ...], status: int) -> HttpResponse:
    speakers = [(one, texts(one)) for one in languages]
    return draw("problem", languages[0], status=status, alone=True, problem=name, speakers=speakers)


def _languages(request: HttpRequest) -> tuple[str, ...]:
    """Return the language of the address, or all that this door speaks."""
    offered = mailbox.config().languages
    first = request.path_info.split("/")[1]
    return (first,) if first in offered else offered


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this was no form of these pages."""
    return _problem("refused", _languages(request), 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return _problem("notfound", _languages(request), 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the server failed, and what that means for a message."""
    return _problem("failed", _languages(request), 500)
