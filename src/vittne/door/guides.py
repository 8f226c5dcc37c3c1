"""Guides: what an organisation tells people who read and do not write, or not yet.

They lie in the folder of the door, `guides/LANGUAGE/SLUG.md`. A reader gets a guide only where a
staff key of `door.toml` has signed the text as it is, with the person whom it names as that is now.
A demonstration shows all of them, and says that nobody has signed.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from vittne.door import guidetext
from vittne.door.config import LANGUAGES, Config
from vittne.door.signatures import Signature, read_signatures, write_signatures
from vittne.door.texts import texts
from vittne.seal import StaffKey
from vittne.terms.errors import Problem, UserError

FOLDER = "guides"
SLUGS = (
    "relatives-told",
    "what-happens",
    "checkpoint",
    "meeting",
    "coming-out",
    "leaving",
)
"""The starters, in the order in which readers see them; an organisation's own guides follow."""
LONGEST = 30_000
"""Letters of a guide at most."""
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


class State(Enum):
    """Whether an organisation stands for a guide, as a sentence."""

    SIGNED = "signed"
    UNSIGNED = "not signed"
    CHANGED = "the text was changed after it was signed"
    PERSON = "[person] of door.toml was changed after it was signed"
    STRANGER = "signed with a key that is not under `staff` in door.toml"
    FORGED = "its signature is wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A guide in one language.

    Attributes
    ----------
    text : str
        Markdown; its first line is the title.
    sha256 : str
        Of the file.
    person : str
        Whom the organisation names; the marker itself where it names nobody.
    signature : Signature or None
        The last one, whether or not it is good.
    """

    language: str
    slug: str
    text: str
    sha256: str
    person: str
    signature: Signature | None
    state: State

    @property
    def name(self) -> str:
        """How people call it: `ru/checkpoint`."""
        return f"{self.language}/{self.slug}"

    @property
    def title(self) -> str:
        """Its first line."""
        return guidetext.title(self.text)

    @property
    def shown_text(self) -> str:
        """The text with the person in it."""
        return self.text.replace(guidetext.PERSON, self.person)

    @property
    def html(self) -> Markup:
        """What stands below the title."""
        return guidetext.html(self.text, self.person)

    @property
    def signed_on(self) -> datetime.date | None:
        """The day on which somebody signed it as it is; None where nobody has."""
        return self.signature.day if self.signature and self.state is State.SIGNED else None


def copy_starters(folder: Path) -> None:
    """Copy the starters into a new door. Each says that it is one until somebody takes that out."""
    for language in LANGUAGES:
        place = folder / FOLDER / language
        place.mkdir(mode=0o700, parents=True)
        for slug in SLUGS:
            starter = files("vittne.door").joinpath(FOLDER, language, f"{slug}.md")
            first, _, rest = starter.read_text("utf-8").partition("\n")
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
            with open(os.open(place / f"{slug}.md", flags, 0o600), "wb") as file:
                file.write(f"{first}\n\n> {_notice(language)}\n{rest}".encode())


def _notice(language: str) -> str:
    return texts(language)("guide-starter")


def read_guides(folder: Path, config: Config) -> tuple[Guide, ...]:
    """Read all guides of a door in its languages, in the order in which they are shown.

    Raises
    ------
    UserError
        Where a file cannot be a guide, with every such file.
    """
    problems: list[Problem] = []
    signatures = read_signatures(folder)
    found = []
    for language in config.languages:
        place = folder / FOLDER / language
        for path in sorted(place.glob("*.md"), key=_order):
            file = f"{FOLDER}/{language}/{path.name}"
            data = path.read_bytes()
            if problem := _unreadable(path.stem, data, file):
                problems.append(problem)
                continue
            signature = signatures.get((language, path.stem))
            sha256 = hashlib.sha256(data).hexdigest()
            person = config.person.get(language, guidetext.PERSON)
            found.append(
                Guide(
                    language=language,
                    slug=path.stem,
                    text=data.decode("utf-8-sig"),
                    sha256=sha256,
                    person=person,
                    signature=signature,
                    state=_state(signature, sha256, person, config.staff),
                )
            )
    if problems:
        raise UserError(problems)
    return tuple(found)


def _order(path: Path) -> tuple[int, str]:
    return (SLUGS.index(path.stem) if path.stem in SLUGS else len(SLUGS)), path.stem


def _unreadable(slug: str, data: bytes, file: str) -> Problem | None:
    if not _SLUG.fullmatch(slug):
        hint = "small letters from a to z, and hyphens between words: my-guide.md"
        return Problem(file=file, message="a guide cannot be called so", hint=hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem(file=file, message="this is no UTF-8 text", hint="save it as UTF-8")
    if len(text) > LONGEST:
        message = f"this guide has {len(text)} letters"
        return Problem(file=file, message=message, hint=f"{LONGEST} at most")
    if not guidetext.title(text):
        hint = "the first line is the title: # At a checkpoint"
        return Problem(file=file, line=1, message="this guide has no title", hint=hint)
    return None


def _state(signature: Signature | None, sha256: str, person: str, staff: Sequence[str]) -> State:
    if signature is None:
        return State.UNSIGNED
    if signature.key not in staff:
        return State.STRANGER
    if not signature.holds():
        return State.FORGED
    if signature.sha256 != sha256:
        return State.CHANGED
    return State.SIGNED if signature.person == person else State.PERSON


def shown(guides: Sequence[Guide], config: Config) -> tuple[Guide, ...]:
    """Return the guides that readers get."""
    return tuple(one for one in guides if config.invented or one.state is State.SIGNED)


def to_sign(folder: Path, config: Config, language: str, slugs: Sequence[str]) -> tuple[Guide, ...]:
    """Return the guides that are to be signed.

    Raises
    ------
    UserError
        With every reason why one of them cannot be.
    """
    known = {one.slug: one for one in read_guides(folder, config) if one.language == language}
    chosen = tuple(known[slug] for slug in dict.fromkeys(slugs) if slug in known)
    problems = [
        Problem(message=f"there is no guide {language}/{slug}", hint="vittne door guide list DIR")
        for slug in dict.fromkeys(slugs)
        if slug not in known
    ]
    if not config.person:
        hint = f'under [person]: {language} = "whom a reader may turn to"'
        message = "it is not said whom readers may turn to"
        problems.append(Problem(file="door.toml", column="person", message=message, hint=hint))
    for one in chosen:
        problems += _unfit(one)
    if problems:
        raise UserError(problems)
    return chosen


def _unfit(guide: Guide) -> Iterator[Problem]:
    file = f"{FOLDER}/{guide.name}.md"
    if _notice(guide.language) in guide.text:
        hint = "read it, change what does not fit, and delete the paragraph that says so"
        yield Problem(file=file, message="this is still a starter", hint=hint)
    yield from guidetext.problems(guide.text, file)


def sign(
    folder: Path, config: Config, guides: Sequence[Guide], key: StaffKey, day: datetime.date
) -> None:
    """Sign guides, and keep the signatures beside them.

    Raises
    ------
    UserError
        Where `door.toml` does not know the key.
    """
    if key.public not in config.staff:
        hint = f'staff = ["{key.public}"] would make it one'
        message = "this key is no staff key of this door"
        raise UserError(Problem(file="door.toml", column="staff", message=message, hint=hint))
    signatures = read_signatures(folder)
    for one in guides:
        name = (one.language, one.slug)
        said = Signature(name=name, day=day, person=one.person, sha256=one.sha256)
        signatures[name] = said.signed_by(key)
    write_signatures(folder, signatures)
