"""The code that a writer keeps: 88 secret bits as nine words, or as 28 digits.

The ninth word, and the last digit, follow from the others, so that a mistake is found without
asking anybody. They are no secret of their own and add none.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from vittne.seal.errors import SealError
from vittne.seal.words import LANGUAGES, SUFFICE, WordList, fold, split, tidy, word_list

SIZE = 11
"""Secret bytes of a code."""
SECRET_WORDS, CODE_WORDS = 8, 9
CODE_DIGITS = 28
MOST_WORDS = 18
LONGEST_TEXT = 2000
"""Words that are looked up, and letters that are read, at most: more is no code with a slip."""
MOST_UNKNOWN = 3
"""Unknown words for which near ones are looked for; with more, it is another text."""

_BITS = 11
_FIELD = 0x805  # x^11 + x^2 + 1, primitive: the field of 2,048 elements
_START = 1  # so that a word repeated nine times is no code


@dataclass(frozen=True, slots=True)
class Code:
    """A writer's code. Never shown by `repr`.

    Attributes
    ----------
    secret : bytes
        11 bytes: the same in words of any language and in digits.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SIZE:
            raise ValueError("a code has 11 bytes")

    @classmethod
    def generate(cls) -> Code:
        """Return a new one."""
        return cls(secrets.token_bytes(SIZE))

    def words(self, language: str) -> tuple[str, ...]:
        """Return the nine words."""
        known = word_list(language).words
        return tuple(known[number] for number in self.numbers())

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the words, 0 to 2047: eight of 11 bits each, and the check word."""
        numbers = _numbers(self.secret)
        return (*numbers, _check(numbers))

    def digits(self) -> str:
        """Return 28 digits in groups of four: the secret as a number of 27, and a check digit."""
        text = f"{int.from_bytes(self.secret, 'big'):027d}"
        text += str(_damm(text))
        return " ".join(text[at : at + 4] for at in range(0, CODE_DIGITS, 4))


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word of a code that is wrong.

    Attributes
    ----------
    position : int
        1 to 9.
    typed : str
        As it was typed.
    suggestions : tuple of str
        Words of the list that may have been meant, the likeliest first; empty where none is near.
    """

    position: int
    typed: str
    suggestions: tuple[str, ...]


class BadCode(SealError):
    """What was typed is no code.

    Attributes
    ----------
    reason : str
        `empty`; `count` (not nine words, or not 28 digits); `word` (words that no list has);
        `check` (each word is in the list, and together they are no code); `digits` (the digits
        are no code).
    count : int
        Words or digits that were typed.
    language : str or None
        Language of the words.
    mistakes : tuple of Mistake
        Which words; for `check` one, where it can be told.
    """

    def __init__(
        self,
        reason: str,
        count: int = 0,
        language: str | None = None,
        mistakes: tuple[Mistake, ...] = (),
    ) -> None:
        self.reason, self.count, self.language, self.mistakes = reason, count, language, mistakes
        super().__init__(_SENTENCES[reason].format(count=count), _hint(mistakes))


_SENTENCES = {
    "empty": "no code was typed",
    "count": "a code has 9 words or 28 digits, and this has {count}",
    "word": "this code has a word that is not in the list",
    "check": "these words are no code: one of them is another word of the list",
    "digits": "these digits are no code: one of them is wrong, or two have changed places",
}


def _hint(mistakes: Sequence[Mistake]) -> str:
    def one(mistake: Mistake) -> str:
        near = " or ".join(mistake.suggestions)
        return f"look at word {mistake.position}" + (f": perhaps {near}" if near else "")

    return "; ".join(one(mistake) for mistake in mistakes)


def read_code(text: str, language: str | None = None) -> Code:
    """Read words of any of the lists, or digits.

    Parameters
    ----------
    language : str, optional
        Whose words to prefer where lists share them. All lists are tried.

    Raises
    ------
    BadCode
        With the words that are wrong, and what may have been meant.
    """
    if len(text) > LONGEST_TEXT:
        raise BadCode("count", len(text.split()))
    if (digits := _digits(text)) is not None:
        return _from_digits(digits)
    typed = split(text)
    if not typed:
        raise BadCode("empty")
    if len(typed) > MOST_WORDS:
        raise BadCode("count", len(typed))
    order = [language, *LANGUAGES] if language in LANGUAGES else list(LANGUAGES)
    readings = [_Reading(word_list(name), typed) for name in dict.fromkeys(order) if name]
    best = max(readings, key=lambda reading: (reading.known, reading.valid))
    return best.code()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was typed, as words of one language."""

    words: WordList
    typed: list[str]
    numbers: list[int | None] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", [self.words.find(word) for word in self.typed])

    @property
    def known(self) -> int:
        return sum(number is not None for number in self.numbers)

    @property
    def valid(self) -> bool:
        whole = [number for number in self.numbers if number is not None]
        return len(whole) == len(self.typed) == CODE_WORDS and _syndrome(whole) == 0

    def code(self) -> Code:
        whole = [number for number in self.numbers if number is not None]
        if len(self.typed) != CODE_WORDS:
            raise self._bad("count", self._unknown())
        if len(whole) < CODE_WORDS:
            raise self._bad("word", self._unknown())
        if _syndrome(whole):
            raise self._bad("check", self._suspect(whole))
        value = 0
        for number in whole[:SECRET_WORDS]:
            value = value << _BITS | number
        return Code(value.to_bytes(SIZE, "big"))

    def _bad(self, reason: str, mistakes: tuple[Mistake, ...]) -> BadCode:
        return BadCode(reason, len(self.typed), self.words.language, mistakes)

    def _unknown(self) -> tuple[Mistake, ...]:
        """Return the words that are not in the list."""
        places = [place for place, number in enumerate(self.numbers) if number is None]
        if len(places) == 1 and len(self.typed) == CODE_WORDS:
            # Eight words are known, so the check word says which the ninth is.
            whole = [number or 0 for number in self.numbers]
            meant = self.words.words[whole[places[0]] ^ _needed(whole, places[0])]
            if _near(self._folded(places[0]), meant):
                return (self._mistake(places[0], (meant,)),)
        near = self._nearest if len(places) <= MOST_UNKNOWN else _none
        return tuple(self._mistake(place, near(place)) for place in places)

    def _suspect(self, whole: list[int]) -> tuple[Mistake, ...]:
        """Return the one word that is near one that would make a code; none, where several are."""
        found = []
        for place, number in enumerate(whole):
            meant = self.words.words[number ^ _needed(whole, place)]
            if _near(self._folded(place), meant):
                found.append(self._mistake(place, (meant,)))
        return tuple(found) if len(found) == 1 else ()

    def _nearest(self, place: int) -> tuple[str, ...]:
        word = self._folded(place)
        ranked = sorted(
            (distance, other)
            for other in self.words.words
            if (distance := _distance(word, other)) is not None
        )
        return tuple(other for distance, other in ranked if distance == ranked[0][0])[:3]

    def _mistake(self, place: int, suggestions: tuple[str, ...]) -> Mistake:
        return Mistake(place + 1, self.typed[place], suggestions)

    def _folded(self, place: int) -> str:
        return fold(self.typed[place], self.words.language)


# ---------------------------------------------------------------- the check word


def _numbers(secret: bytes) -> list[int]:
    value = int.from_bytes(secret, "big")
    return [value >> _BITS * (SECRET_WORDS - 1 - place) & 2047 for place in range(SECRET_WORDS)]


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value >> _BITS else value


def _check(numbers: Sequence[int]) -> int:
    """Return the number of the check word of eight numbers.

    A Reed-Solomon code with one check symbol: word 1 counts x^8 times, word 8 x times. Any one
    wrong word, and any two that changed places, change the sum.
    """
    total = _START
    for number in numbers:
        total = _times_x(total ^ number)
    return total


def _syndrome(whole: Sequence[int]) -> int:
    return _check(whole[:SECRET_WORDS]) ^ whole[SECRET_WORDS]


def _needed(whole: Sequence[int], place: int) -> int:
    """Return the change of one word (exclusive or) after which all are a code."""
    change = _syndrome(whole)
    for _ in range(SECRET_WORDS - place):
        change = (change ^ _FIELD if change & 1 else change) >> 1  # divided by x
    return change


# ---------------------------------------------------------------- near words


def _none(place: int) -> tuple[str, ...]:
    return ()


def _near(typed: str, meant: str) -> bool:
    return _distance(typed, meant) is not None


def _distance(typed: str, word: str) -> int | None:
    """Return 1 or 2 letters of difference (0: the same), or None where it is more.

    Of the whole word, or of the first four letters, whichever is nearer. Letters that changed
    places with their neighbour count one.
    """
    start = word[:SUFFICE]
    whole = _edits(typed, word)
    first = _edits(typed[:SUFFICE], start) if len(typed) >= SUFFICE else 3
    best = min(whole, first if first < 2 else 3)
    return best if best <= 2 and best < len(typed) - 1 else None


def _edits(a: str, b: str) -> int:
    """Return the distance of Damerau and Levenshtein (optimal string alignment), 3 for more."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        row = [i]
        for j, right in enumerate(b, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 3
        before, above = above, row
    return min(above[-1], 3)


# ---------------------------------------------------------------- digits

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Damm's table: one wrong digit, or two neighbours that changed places, are always found.

H. Michael Damm: Total anti-symmetrische Quasigruppen. Marburg 2004.
"""

_LIKE_DIGITS = str.maketrans("OoОоIlіІ|", "000011111")


def _damm(digits: str) -> int:
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state


def _digits(text: str) -> str | None:
    """Return the digits of a text that has hardly anything else, or None."""
    plain = re.sub(r"[\W_]", "", tidy(text)).translate(_LIKE_DIGITS)
    found = [unicodedata.decimal(char, None) for char in plain]
    known = [str(digit) for digit in found if digit is not None]
    return "".join(known) if known and len(known) == len(found) else None


def _from_digits(digits: str) -> Code:
    if len(digits) != CODE_DIGITS:
        raise BadCode("count", len(digits))
    value = int(digits[:-1])
    if _damm(digits) or value >= 1 << 8 * SIZE:
        raise BadCode("digits", len(digits))
    return Code(value.to_bytes(SIZE, "big"))
