"""What the pages say, in one language at a time.

`texts/<language>.browser.ftl` has what the script in the browser says, too; `texts/<language>.ftl`
has the rest.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

_LOCALES = {"en": "en_GB", "ru": "ru", "sv": "sv"}


class Texts:
    """The texts of one language; calling it with the name of a message gives the message."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES[language])
        self._bundle = FluentBundle([_LOCALES[language].replace("_", "-")], use_isolating=False)
        for name in (f"{language}.ftl", f"{language}.browser.ftl"):
            file = files("vittne.door").joinpath("texts", name)
            self._bundle.add_resource(FluentResource(file.read_text("utf-8")))

    def __call__(self, name: str, **values: str | int) -> str:
        """Return a message.

        Raises
        ------
        LookupError
            No such message, or a value that it needs is missing.
        """
        pattern = self._bundle.get_message(name).value
        assert pattern is not None, f"{name} has a text"
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"message {name} ({self.language}): {errors[0]}")
        return str(text)

    def has(self, name: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundle.has_message(name))

    def day(self, day: datetime.date) -> str:
        """Return a day in words, as messages put it: `5 March 2027`."""
        return str(format_date(day, "d MMMM y", locale=self._locale))

    def any_of(self, words: Iterable[str]) -> str:
        """Return "a, b or c"."""
        return str(format_list(list(words), style="or", locale=self._locale))


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language, read once."""
    return Texts(language)
