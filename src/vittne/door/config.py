"""`door.toml`: whose door it is, who reads, whom messages are sealed to. No secret stands in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from vittne.seal import BadKey, HybridRecipient, SealError, read_recipient, read_staff_key
from vittne.terms.errors import Problem, UserError
from vittne.terms.tomlfile import toml_of

FILE = "door.toml"
LANGUAGES = ("en", "ru", "sv")
"""Languages that the pages are written in."""
LONGEST_NAME, LONGEST_READERS, LONGEST_PERSON = 100, 600, 300
LONGEST_EXPIRY = 3650
MOST_RECIPIENTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `door.toml` says.

    Attributes
    ----------
    name, readers : Mapping of str to str
        By language: whose door it is; who reads what is written.
    languages : tuple of str
        Of the pages, the first one first.
    recipients : tuple of HybridRecipient
        Whom messages are sealed to.
    staff : tuple of str
        Public keys (Ed25519, base64) that the staff API answers.
    expiry_days : int
        Days that an answer waits.
    answers_within_days : int or None
        Days in which staff try to answer; None where nothing is said of it.
    danger : Mapping of str to str
        By language: what helps sooner than this door. Empty where there is nothing.
    person : Mapping of str to str
        By language: whom readers of the guides may turn to. Empty where there is nobody.
    invented : bool
        A demonstration: every page says that nobody reads.
    """

    name: Mapping[str, str]
    readers: Mapping[str, str]
    languages: tuple[str, ...]
    recipients: tuple[HybridRecipient, ...]
    staff: tuple[str, ...]
    expiry_days: int
    answers_within_days: int | None
    danger: Mapping[str, str]
    person: Mapping[str, str]
    invented: bool


def new_door(folder: Path) -> None:
    """Make the folder of a door: only its owner enters it.

    Raises
    ------
    FileExistsError
        Where there is a door already, or something else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        hint = "choose a folder that is new or empty"
        raise UserError(Problem(message=f"{folder}: this folder is not empty", hint=hint))
    folder.chmod(0o700)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with open(os.open(folder / FILE, flags, 0o600), "wb") as file:
        file.write(files("vittne.door").joinpath("start.toml").read_bytes())


def read_config(folder: Path) -> Config:
    """Read `door.toml`.

    Raises
    ------
    UserError
        With every problem of the file.
    """
    path = folder / FILE
    if not path.is_file():
        hint = f"vittne door init {folder}"
        raise UserError(Problem(message=f"{folder} is no door: it has no {FILE}", hint=hint))
    problems: list[Problem] = []
    content = toml_of(path.read_bytes(), FILE, problems.append, "docs/reference/door.md")
    if content is None:
        raise UserError(problems)
    read = _Reader(content)
    config = Config(
        languages=read.languages(),
        name=read.texts("name", "whose door it is", LONGEST_NAME),
        readers=read.texts("readers", "who reads what is written", LONGEST_READERS),
        recipients=read.keys("recipients", _recipient, "the key that messages are sealed to"),
        staff=read.keys("staff", read_staff_key, "the key of somebody who fetches messages"),
        expiry_days=read.whole("expiry_days", 90, LONGEST_EXPIRY),
        answers_within_days=read.whole("answers_within_days", 1, LONGEST_EXPIRY)
        if read.has("answers_within_days")
        else None,
        danger=read.texts("danger", "what helps sooner", LONGEST_READERS)
        if read.has("danger")
        else {},
        person=read.texts("person", "whom readers of the guides may turn to", LONGEST_PERSON)
        if read.has("person")
        else {},
        invented=read.flag("invented"),
    )
    read.close()
    return config


def _recipient(text: str) -> HybridRecipient:
    recipient = read_recipient(text)
    if not isinstance(recipient, HybridRecipient):
        raise BadKey("this key is a classical one", "age1pq1..., from `vittne keys new`")
    return recipient


class _Reader:
    """The file key by key: what is wrong is collected, and so is what nobody reads."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content, self._problems = content, list[Problem]()
        self._known: list[str] = []
        self._languages: tuple[str, ...] = LANGUAGES

    def _bad(self, key: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(file=FILE, column=key, message=message, hint=hint))

    def _get(self, key: str, kind: type, default: Any, hint: str) -> Any:
        if key not in self._known:
            self._known.append(key)
        value = self._content.get(key, default)
        # True is a number to Python, and no number here.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._bad(key, "this cannot stand here", hint)
            return default
        return value

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there."""
        self._known.append(key)
        return key in self._content

    def languages(self) -> tuple[str, ...]:
        hint = 'a list of some of "en", "ru", "sv"'
        listed = self._get("languages", list, list(LANGUAGES), hint)
        # What is right of a list that is wrong decides which texts are missed below.
        self._languages = tuple(one for one in LANGUAGES if one in listed)
        if not listed or len(self._languages) < len(listed):
            self._bad("languages", "these are not languages of the pages, each once", hint)
            return self._languages
        self._languages = tuple(listed)
        return self._languages

    def texts(self, key: str, what: str, longest: int) -> Mapping[str, str]:
        table = self._get(key, dict, {}, f"[{key}], and under it a text for each language")
        texts = {}
        for language in self._languages:
            text = table.get(language, "")
            place = f"{key}.{language}"
            if not isinstance(text, str) or not text.strip():
                self._bad(place, f"it is not said {what}", f'under [{key}]: {language} = "..."')
            elif len(text) > longest:
                self._bad(place, f"this has {len(text)} letters", f"{longest} at most")
            else:
                texts[language] = text.strip()
        for language in table:
            if language not in LANGUAGES:
                self._bad(f"{key}.{language}"[:100], "this is no language of the pages")
        return texts

    def keys(self, key: str, read: Callable[[str], Any], what: str) -> tuple[Any, ...]:
        listed = self._get(key, list, [], 'a list of texts: ["..."]')
        if not listed:
            self._bad(key, f"{what} is missing", f'{key} = ["..."]')
        if len(listed) > MOST_RECIPIENTS:
            self._bad(key, f"these are {len(listed)}", f"{MOST_RECIPIENTS} at most")
            return ()
        found = []
        for number, text in enumerate(listed, 1):
            place = f"{key}, number {number}"
            if not isinstance(text, str):
                self._bad(place, "this is no text", "write it in quotes")
                continue
            try:
                found.append(read(text))
            except SealError as error:
                self._bad(place, error.problems[0].message, error.problems[0].hint)
        return tuple(dict.fromkeys(found))

    def whole(self, key: str, default: int, high: int) -> int:
        hint = f"a whole number from 1 to {high}"
        value: int = self._get(key, int, default, hint)
        if not 1 <= value <= high:
            self._bad(key, "this number cannot stand here", hint)
            return default
        return value

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool, False, "true or false"))

    def close(self) -> None:
        for key in self._content:
            if key not in self._known:
                self._bad(key[:100], "this key is not known", f"known: {', '.join(self._known)}")
        if self._problems:
            raise UserError(self._problems)
