"""Many names: each distinct one read once, and pairs of them compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from vittne.link.names.kernel import People, Words, compare_pairs
from vittne.link.names.parts import MOST_MEANINGS, MOST_WORDS, Name, Reading, Token
from vittne.link.names.sounds import LONGEST_SKELETON, MOST_READINGS, key_of
from vittne.link.names.weights import costs, weights

Ints = npt.NDArray[np.int64]
Levels8 = npt.NDArray[np.int8]

_MOST_GROUPS = 3
_SEXES = {"": 0, "m": 1, "f": 2}
_LONGEST_WHOLE = 48
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True)
class NameLevels:
    """What pairs of names say: arrays of one length.

    Attributes
    ----------
    family, given, second, sex : int8
        Values of `PartLevel`. Sex is only contradiction, missing or same.
    level : int8
        Values of `Level`.
    score : float32
        0 to 1; .5 where the names say nothing.
    readings : int8, shape (n, 2)
        In which of its readings each name was taken.
    """

    family: Levels8
    given: Levels8
    second: Levels8
    sex: Levels8
    level: Levels8
    score: npt.NDArray[np.float32]
    readings: Levels8


@dataclass(frozen=True)
class NameTable:
    """Names of rows, laid out for comparing. Make one with :meth:`of`.

    Attributes
    ----------
    names : tuple of Name
        The distinct names.
    index : int64, shape (rows,)
        Which of them a row has.
    """

    names: tuple[Name, ...]
    index: Ints
    people: People
    words: Words

    @classmethod
    def of(cls, names: Iterable[Name]) -> NameTable:
        """Lay out the names of rows, in their order."""
        distinct: dict[Name, int] = {}
        index = [distinct.setdefault(name, len(distinct)) for name in names]
        kept = tuple(distinct)
        tokens: dict[Token, int] = {}
        for name in kept:
            for token in name.tokens:
                tokens.setdefault(token, len(tokens))
        return cls(kept, np.array(index, dtype=np.int64), _people(kept, tokens), _words(tokens))

    def compare(self, a: npt.ArrayLike, b: npt.ArrayLike) -> NameLevels:
        """Compare the names of rows ``a[k]`` and ``b[k]``, for each k."""
        first, second = self.index[np.asarray(a)], self.index[np.asarray(b)]
        levels = np.empty((first.size, 7), dtype=np.int8)
        scores = np.empty(first.size, dtype=np.float32)
        compare_pairs(first, second, self.people, self.words, costs(), weights(), levels, scores)
        family, given, second, sex, level = (levels[:, k].copy() for k in range(5))
        return NameLevels(family, given, second, sex, level, scores, levels[:, 5:].copy())

    @cached_property
    def missing(self) -> npt.NDArray[np.bool_]:
        """Whether a row has no name."""
        return np.array([name.missing for name in self.names], dtype=bool)[self.index]

    @cached_property
    def family(self) -> npt.NDArray[np.object_]:
        """Skeleton of the family name, in the likeliest reading."""
        return self._column([family for family, _, _ in self._parts])

    @cached_property
    def given(self) -> npt.NDArray[np.object_]:
        """Skeleton of the first given name."""
        return self._column([given for _, given, _ in self._parts])

    @cached_property
    def second(self) -> npt.NDArray[np.object_]:
        """Skeleton of the father's name, or of the given names after the first."""
        return self._column([second for _, _, second in self._parts])

    @cached_property
    def initials(self) -> npt.NDArray[np.object_]:
        """First letters of family and given name, sorted."""
        return self._column(["".join(sorted(f[:1] + g[:1])) for f, g, _ in self._parts])

    @cached_property
    def key_family(self) -> npt.NDArray[np.object_]:
        """Coarse key of the family name."""
        return self._column([key_of(family) for family, _, _ in self._parts])

    @cached_property
    def key_given(self) -> npt.NDArray[np.object_]:
        """Coarse key of the first given name."""
        return self._column([key_of(given) for _, given, _ in self._parts])

    @cached_property
    def key_both(self) -> npt.NDArray[np.object_]:
        """Both keys, sorted; empty where one is missing."""
        both = (sorted((key_of(f), key_of(g))) if f and g else () for f, g, _ in self._parts)
        return self._column([" ".join(keys) for keys in both])

    @cached_property
    def sex(self) -> npt.NDArray[np.object_]:
        """``m`` or ``f`` where the name itself shows it, else empty."""
        return self._column([name.sex for name in self.names])

    @cached_property
    def _parts(self) -> list[tuple[str, str, str]]:
        return [_parts_of(name) for name in self.names]

    def _column(self, values: Sequence[str]) -> npt.NDArray[np.object_]:
        return np.array([*values, ""], dtype=object)[self.index]


def _parts_of(name: Name) -> tuple[str, str, str]:
    """Skeletons of the family name, the first given name and the second."""
    if name.missing:
        return "", "", ""
    reading = name.readings[0]
    places = reading.family, reading.given[:1], reading.patronymic or reading.given[1:]
    family, given, second = (
        "".join([name.tokens[n].readings[0] for n in place]) for place in places
    )
    return family, given, second


def _words(tokens: Mapping[Token, int]) -> Words:
    size = max(1, len(tokens))
    codes = np.zeros((size, MOST_READINGS, LONGEST_SKELETON), dtype=np.int32)
    lengths = np.zeros((size, MOST_READINGS), dtype=np.int8)
    scripts = np.zeros(size, dtype=np.int16)
    initial = np.zeros(size, dtype=bool)
    firsts = np.zeros(size, dtype=np.int64)
    groups = np.full((size, _MOST_GROUPS), -1, dtype=np.int32)
    seen: dict[str, int] = {"": 0}
    for token, n in tokens.items():
        for k, reading in enumerate(token.readings[:MOST_READINGS]):
            lengths[n, k] = len(reading)
            codes[n, k, : len(reading)] = _codes(reading)
        scripts[n] = seen.setdefault(token.script, len(seen))
        initial[n] = token.initial
        firsts[n] = _bits(token.firsts)
        for k, group in enumerate(token.groups[:_MOST_GROUPS]):
            groups[n, k] = group
    return Words(codes, lengths, scripts, initial, firsts, groups)


def _bits(letters: str) -> int:
    return sum(1 << (ord(letter) - ord("a")) for letter in set(letters) & _LETTERS)


def _people(names: Sequence[Name], tokens: Mapping[Token, int]) -> People:
    size = max(1, len(names))
    places = (size, MOST_MEANINGS, MOST_WORDS)
    people = People(
        words=np.full((size, MOST_WORDS), -1, dtype=np.int32),
        readings=np.zeros(size, dtype=np.int8),
        costs=np.zeros((size, MOST_MEANINGS)),
        family=np.full(places, -1, dtype=np.int8),
        given=np.full(places, -1, dtype=np.int8),
        patronymic=np.full(places, -1, dtype=np.int8),
        sex=np.zeros(size, dtype=np.int8),
        sure_sex=np.zeros(size, dtype=bool),
        whole=np.zeros((size, 2, _LONGEST_WHOLE), dtype=np.int32),
        whole_length=np.zeros(size, dtype=np.int16),
        whole_letters=np.zeros(size, dtype=np.int64),
    )
    for n, name in enumerate(names):
        people.words[n, : len(name.tokens)] = [tokens[token] for token in name.tokens]
        people.readings[n] = len(name.readings)
        people.sex[n] = _SEXES[name.sex]
        people.sure_sex[n] = name.sure_sex
        for r, reading in enumerate(name.readings):
            _lay_reading(people, n, r, reading)
        _lay_whole(people, n, name)
    people.whole_letters[:] = _letters_in(people.whole[:, 1])
    return people


def _lay_reading(people: People, n: int, r: int, reading: Reading) -> None:
    people.costs[n, r] = reading.cost
    people.family[n, r, : len(reading.family)] = reading.family
    people.given[n, r, : len(reading.given)] = reading.given
    people.patronymic[n, r, : len(reading.patronymic)] = reading.patronymic


def _lay_whole(people: People, n: int, name: Name) -> None:
    words = [token.readings[0] for token in name.tokens]
    for k, order in enumerate((words, words[-1:] + words[:-1])):
        joined = "".join(order)[:_LONGEST_WHOLE]
        people.whole[n, k, : len(joined)] = _codes(joined)
        people.whole_length[n] = len(joined)


def _codes(text: str) -> npt.NDArray[np.int32]:
    return np.frombuffer(text.encode("utf-32-le"), np.int32)


def _letters_in(rows: npt.NDArray[np.int32]) -> Ints:
    """A bit for each letter of the alphabet in a row of codes."""
    found = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        place = column.astype(np.int64) - ord("a")
        found |= np.where((place >= 0) & (place < len(_LETTERS)), 1 << np.clip(place, 0, 62), 0)
    return found
