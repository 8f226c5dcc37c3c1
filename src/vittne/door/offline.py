"""The page that is carried: one file, which seals and opens where there is no network."""

from __future__ import annotations

from markupsafe import Markup

from vittne.door.config import Config
from vittne.door.headers import STYLE, source_hash
from vittne.door.pages import LETTERS, LIMITS, NAMES, environment
from vittne.door.refusals import FORM
from vittne.door.script import File, script
from vittne.door.texts import texts
from vittne.seal import fingerprint
from vittne.terms.errors import Problem, UserError


def offline_page(config: Config) -> bytes:
    """Return the offline page of a door: the same bytes for the same settings and program.

    Raises
    ------
    UserError
        Where the script that seals in the browser was not built.
    """
    built = script()
    if built is None:
        hint = "./run offline-page, in the folder of the project, builds it"
        raise UserError(Problem(message="the script that seals was not built", hint=hint))
    recipients = config.recipients
    page = (
        environment()
        .get_template("carried.html")
        .render(
            config=config,
            policy=_policy(built),
            languages=[(one, NAMES[one], texts(one)) for one in config.languages],
            limits={one: {**LIMITS, "letters": LETTERS[one]} for one in config.languages},
            fingerprint=fingerprint(*recipients),
            recipients=" ".join(map(str, recipients)),
            form=FORM,
            style=Markup(STYLE),  # noqa: S704  # ours, and its hash stands in the policy
            script=Markup(_inline(built)),  # noqa: S704  # the same
        )
    )
    return page.encode()


def _policy(built: File) -> str:
    """Allow this style sheet, this script, and nothing else: no address can be reached."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{source_hash(STYLE.encode())}'",
            f"script-src '{source_hash(built.source)}'",
            "img-src data:",  # the empty icon
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def _inline(built: File) -> str:
    """Return the script as it stands between its tags, where HTML would end it at some words."""
    source = built.source.decode()
    assert not any(word in source.lower() for word in ("</script", "<script", "<!--", "\r"))
    return source
