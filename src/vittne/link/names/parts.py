"""The parts of a name, in the orders in which it can be meant.

*Джабраилов Хасан* may be a family name first or last. What the words say of themselves decides
where it can (``-ович``, ``-ова``, known given names, a comma, capitals, initials); where it cannot,
a name has two readings, and two names are compared in those that fit best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vittne.link.names.forms import Groups, groups_of, sex_of
from vittne.link.names.letters import Word, words_of
from vittne.link.names.sounds import READABLE, language_of, readings_of

MOST_WORDS = 10
"""Words of a name beyond this many are not compared."""
MOST_MEANINGS = 4
"""Ways to understand a name beyond this many are not compared."""
_ALIAS = 0.3
"""What it costs to take a name by its alias."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name, ready to be compared.

    Attributes
    ----------
    readings : tuple of str
        Skeletons, the likeliest first. Of a patronymic: the father's name. Of a family name that
        shows a sex: its masculine form.
    text : str
        As it was written.
    script : str
        Empty when it was read; else the script, whose words are compared only with each other.
    initial : bool
        One letter, or an abbreviation of one.
    firsts : str
        The sounds that it may begin with, when an initial is compared with it.
    groups : tuple of int
        The groups of given names of which it is a form.
    """

    readings: tuple[str, ...]
    text: str
    script: str = ""
    initial: bool = False
    firsts: str = ""
    groups: Groups = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a name. Numbers are indices into its tokens.

    ``cost`` is what it takes away from the evidence (natural logarithm of odds): the surer the
    order, the more the other order costs.
    """

    family: tuple[int, ...]
    given: tuple[int, ...]
    patronymic: tuple[int, ...]
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has been read. Make one with `read_name` or `name_from_parts`.

    Attributes
    ----------
    text : str
    tokens : tuple of Token
    readings : tuple of Reading
        The likeliest first; none where the name is missing.
    sex : str
        ``m`` or ``f`` where the name itself shows it, else empty.
    sure_sex : bool
        A patronymic shows it.
    """

    text: str
    tokens: tuple[Token, ...] = ()
    readings: tuple[Reading, ...] = ()
    sex: str = ""
    sure_sex: bool = False

    @property
    def missing(self) -> bool:
        """Whether there is no name: nothing written, or only words that stand for none."""
        return not self.readings


def read_name(text: str) -> Name:
    """Read a name whose parts may stand in any order.

    Raises
    ------
    UserError
        If it has more than `letters.LONGEST` characters.
    """
    return _Reader(text, ((None, words_of(text)),)).name()


def name_from_parts(given: str = "", patronymic: str = "", family: str = "") -> Name:
    """Read a name whose parts stand in columns of their own.

    Raises
    ------
    UserError
        If one of them has more than `letters.LONGEST` characters.
    """
    parts = (("given", given), ("patronymic", patronymic), ("family", family))
    read = tuple((part, words_of(text)) for part, text in parts)
    return _Reader(" ".join(text for _, text in parts if text), read).name()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NAMELESS = _set(
    "tk tktk unknown unkn unidentified unnamed undisclosed withheld unreleased anonymous anon nn "
    "none null nameless nil xxx xx xxxx tbd redacted inconnu inconnue unbekannt unbekannte okänd "
    "okand anonyme anonym bilinmiyor bilinmeyen isimsiz desconocido desconocida nieznany "
    "неизвестный неизвестная неизвестно неизвестные неизв неустановленный неустановленная "
    "неустановленное безымянный безымянная аноним анонимно нн невідомий невідома"
)
_BESIDE_NAMELESS = _set(
    "name names the is not released known by police pending yet person persons man woman male "
    "female boy girl child victim individual identity no of имя имени фамилия лицо не без "
    "установлен установлена известно известен известна мужчина женщина ребёнок ребенок мальчик "
    "девочка человек скрыто namn man kvinna person nom nicht bekannt name na"
)
_NO_NAME = frozenset({"n a", "n n", "б и", "н н", "no name", "без имени"})

_TITLES = _set(
    "mr mrs ms miss mx dr prof sir lord lady president präsident monsieur madame mademoiselle mme "
    "mlle herr frau hr fr sheikh shaikh sheik shaykh mullah mulla qari hon rev sgt cpl pvt capt "
    "lt col gen maj llc phd md esq jr sr ii iii iv господин госпожа гн гжа гражданин гражданка гр "
    "шейх доктор мулла bay bayan"
)
_PARTICLES = _set(
    "al el ul ad an as ar az ash bin ibn ben bint binti binte da de do dos das di del della van "
    "von der den ten ter la le du des zu zur ud ur uz"
)
_SON_OF = _set("bin ibn ben bint binti binte")
_CHILD = _set(
    "oglu oğlu ogly ogli oglı kyzy kizi kızı qizi qızı gyzy uulu uly оглы оглу кызы кизи гызы "
    "уулу улы къызы"
)
_SERVANT = _set("abd abdul abdel abdal abdur abdoul абд абдул абдель абдуль абу abu aboul abul")
_BORN = _set("née nee geb geborene born урожденная урождённая урожд ур")
_ALSO = _set("aka alias псевдоним")
_VOWEL = re.compile("[aeiouyаеёиоуыэюя]")
_CAMEL = re.compile("(?<=[a-zà-ÿа-яё])(?=[A-ZÀ-ÞА-ЯЁ])")
_NO_CAMEL = re.compile("^(?:Mc|Mac|De|Di|Du|La|Le|O|Van|Von|Fitz|Da|Del)$")

_PATRONYMIC = re.compile("(?<=[b-hj-z])(?:ov|ev)(?:iq|na|i?wna|iqna)$|(?<=[a-z]{2})iqna$|iniwna$")
_ILYICH = _set("iliq iliqna kuzmiq fomiq lukiq nikitiq iliniqna kuzminiqna fominiqna nikitiqna")

_FAMILY_ENDING = re.compile(
    "(?:[oe]v|[oe]va|[oe]vi|ski|cki|ska|skaa|cka|ckaa|enko|qenko|uk|quk|wvili|adze|dze|iani|"
    "ian|zade|iants|oglu|[^aeiou]ih|aga)$"
)
_INA = re.compile("(?<=[a-z]{3})(?:in|ina)$")
_FEMININE = (
    (re.compile("(?<=[b-z])([oe])va$"), r"\1v"),
    (re.compile("([sc]k)aa$"), r"\1i"),
    (re.compile("(?<=[a-z]{3})ina$"), "in"),
)
_MASCULINE_ENDING = re.compile("(?<=[a-z])(?:[oe]v|[sc]ki)$")
_FEMININE_ENDING = re.compile("(?<=[b-tv-z])[oe]va$|[sc]kaa$")


@dataclass(slots=True)
class _Unit:
    """A word on its way to a part."""

    word: Word
    fold: str
    readings: tuple[str, ...]
    part: str | None
    after: str = ""  # the particle before it
    joined: bool = False
    initial: bool = False

    @property
    def text(self) -> str:
        return self.word.text


class _Reader:
    """Reads one name; what it finds goes to `name`."""

    def __init__(self, text: str, parts: Sequence[tuple[str | None, tuple[Word, ...]]]) -> None:
        self.text = text
        words = [(part, word) for part, found in parts for word in found]
        if len(words) == 1:
            words = [(part, cut) for part, word in words for cut in _cut_at_capitals(word)]
        self.units = _units(words)
        self.sexes: list[str] = []
        self.sure = False

    def name(self) -> Name:
        if _nameless([unit.fold for unit in self.units]):
            return Name(self.text)
        tokens: list[Token] = []
        readings: list[Reading] = []
        for units in _aliases([u for u in self.units if u.fold not in _NAMELESS]):
            units = _without_particles(units)[: MOST_WORDS - len(tokens)]
            if units:
                found = self._readings(units)
                readings += [_moved(one, len(tokens)) for one in found] if tokens else found
                first = found[0]
                tokens += [
                    self._token(unit, n in first.patronymic, n in first.family)
                    for n, unit in enumerate(units)
                ]
        agreed = self.sure or len(set(self.sexes)) == 1
        sex = self.sexes[0] if agreed else ""
        return Name(self.text, tuple(tokens), tuple(readings[:MOST_MEANINGS]), sex, self.sure)

    def _readings(self, units: list[_Unit]) -> tuple[Reading, ...]:
        """The ways to understand the words of one name, the likeliest first."""
        patronymic = self._patronymics(units)
        core = [n for n in range(len(units)) if n not in patronymic]
        nicknames = _nicknames(units, core)
        readings = _orders(units, [n for n in core if n not in nicknames], patronymic)
        if not nicknames:
            return readings
        first = readings[0]
        called = Reading(first.family, nicknames, first.patronymic, first.cost + _ALIAS)
        return (*readings, called)

    def _patronymics(self, units: list[_Unit]) -> tuple[int, ...]:
        """Units that can only be a patronymic; a name is more than that, unless columns say so."""
        found = [n for n, unit in enumerate(units) if _is_patronymic(unit, n, units)]
        by_ending = [n for n in found if units[n].part is None and not units[n].after]
        if len(by_ending) > 1:  # Иван Петрович Рабинович, Рабинович Иван Петрович
            last = by_ending[-1] == len(units) - 1 and by_ending[-2] == len(units) - 2
            found.remove(by_ending[-1] if last else by_ending[0])
        alone = len(found) == len(units) and units[0].part is None
        return () if alone else tuple(found)

    def _token(self, unit: _Unit, patronymic: bool, family: bool) -> Token:
        script = "" if unit.word.script in READABLE else unit.word.script
        if script:
            return Token(unit.readings, unit.text, script)
        if unit.initial:
            return Token(unit.readings, unit.text, initial=True, firsts=_firsts_meant(unit))
        readings = _fathers(unit) if patronymic else _masculine(unit.readings)
        # Вова and Марина end as women's family names do, and are given names as they are.
        groups = groups_of(readings if patronymic else unit.readings)
        if patronymic:
            self._note_sex_of_child(unit)
        elif family:
            self.sexes += _family_sex(unit)
        elif sex := sex_of(groups):
            self.sexes.append(sex)
        return _whole_word(readings, unit.text, _firsts(unit.readings), groups)

    def _note_sex_of_child(self, unit: _Unit) -> None:
        endings = [reading for reading in unit.readings if _ends_as_patronymic(reading)]
        if endings:
            self.sexes.insert(0, "f" if endings[0].endswith("na") else "m")
            self.sure = True


@lru_cache(maxsize=1 << 16)
def _whole_word(readings: tuple[str, ...], text: str, firsts: str, groups: Groups) -> Token:
    """One token for a word, in however many names it stands."""
    return Token(readings, text, firsts=firsts, groups=groups)


@lru_cache(maxsize=1 << 16)
def _firsts(readings: tuple[str, ...]) -> str:
    return "".join(sorted({reading[0] for reading in readings if reading}))


# A letter of the Latin alphabet that is read so may stand for these first sounds; of Cyrillic
# letters only these two stand for more than one.
_LATIN_FIRSTS: Mapping[str, str] = {
    "k": "kh", "s": "swzc", "z": "zjc", "t": "tc", "d": "dj", "g": "ghj", "h": "hgk", "q": "qwkc",
    "j": "jdzaeiou", "i": "aeiou", "e": "ei", "o": "ou", "v": "vu", "p": "pf", "c": "cskqj",
}  # fmt: skip
_CYRILLIC_FIRSTS: Mapping[str, str] = {"g": "gh", "d": "dj"}


def _firsts_meant(unit: _Unit) -> str:
    more = _LATIN_FIRSTS if unit.word.script == "latin" else _CYRILLIC_FIRSTS
    firsts = _firsts(unit.readings)
    return "".join(sorted({*firsts}.union(*(more.get(first, "") for first in firsts))))


def _units(words: Sequence[tuple[str | None, Word]]) -> list[_Unit]:
    language = language_of(tuple(word.text for _, word in words if word.script == "latin"))
    folds = [word.text.lower().replace("i̇", "i") for _, word in words]
    kept = [n for n, fold in enumerate(folds) if fold not in _TITLES or len(words) == 1]
    shouting = all(word.text.isupper() for _, word in words)
    units = []
    for n in kept:
        part, word = words[n]
        initial = _is_initial(word, shouting)
        letters = _letters(word) if initial and len(word.text) == 2 and not word.dotted else [word]
        for letter in letters:
            readings = readings_of(letter.text, letter.script, language)
            units.append(_Unit(letter, folds[n], readings, part, initial=initial))
    return units


def _letters(word: Word) -> list[Word]:
    """JC is J. C."""
    return [
        Word(letter, word.script, True, word.joined, word.clause, word.aside)
        for letter in word.text
    ]


def _is_initial(word: Word, shouting: bool) -> bool:
    if word.script not in READABLE:
        return False
    if len(word.text) == 1:
        return True
    if len(word.text) <= 3 and word.dotted:
        return True
    capitals = len(word.text) == 2 and word.text.isupper() and not shouting
    return capitals and not _VOWEL.search(word.text.lower())


def _cut_at_capitals(word: Word) -> list[Word]:
    pieces = _CAMEL.split(word.text)
    if len(pieces) != 2 or _NO_CAMEL.match(pieces[0]) or len(pieces[0]) < 3:
        return [word]
    return [Word(piece, word.script) for piece in pieces]


def _nameless(folds: list[str]) -> bool:
    rest = [fold for fold in folds if fold not in _NAMELESS]
    if len(rest) < len(folds) or not rest:
        return all(fold in _BESIDE_NAMELESS or len(fold) == 1 for fold in rest)
    return " ".join(rest) in _NO_NAME


def _aliases(units: list[_Unit]) -> list[list[_Unit]]:
    """The names that "also known as" stands between."""
    names: list[list[_Unit]] = [[]]
    for unit in units:
        if unit.fold in _ALSO:
            names.append([])
        elif unit.fold == "же" and names[-1] and names[-1][-1].fold in ("он", "она"):
            names[-1].pop()
            names.append([])
        else:
            names[-1].append(unit)
    return names


def _moved(reading: Reading, by: int) -> Reading:
    """Of the words of an alias, which stand after others."""
    family, given, patronymic = (
        tuple(n + by for n in part) for part in (reading.family, reading.given, reading.patronymic)
    )
    return Reading(family, given, patronymic, reading.cost + _ALIAS)


def _nicknames(units: list[_Unit], core: list[int]) -> tuple[int, ...]:
    """Words in brackets or quotation marks that are no family name, beside two others."""
    found = tuple(n for n in core if units[n].word.aside and not _is_other_family(units[n]))
    return found if len(core) - len(found) > 1 else ()


def _without_particles(units: list[_Unit]) -> list[_Unit]:
    """Particles leave a mark on the word after them; Abu, Abd and the like become one with it."""
    kept: list[_Unit] = []
    pending = ""
    hyphen: bool | None = None  # before the particle, if there is one
    servant: _Unit | None = None
    for n, unit in enumerate(units):
        last = n == len(units) - 1
        if unit.fold in _CHILD and kept:
            kept[-1].after = "child"
        elif unit.fold in _BORN and kept and not last:
            pending = "born"
        elif unit.fold in _PARTICLES and not last and (n or len(units) > 2):
            pending = "son" if unit.fold in _SON_OF else pending or "of"
            hyphen = unit.word.joined if hyphen is None else hyphen
        elif unit.fold in _SERVANT and not last and servant is None:
            servant = unit
        else:
            if servant is not None:
                unit = _one(servant, unit)
                servant = None
            unit.after, unit.joined = pending, unit.word.joined if hyphen is None else hyphen
            pending, hyphen = "", None
            kept.append(unit)
    return kept


def _one(servant: _Unit, unit: _Unit) -> _Unit:
    word = Word(
        f"{servant.text}-{unit.text}",
        unit.word.script,
        False,
        servant.word.joined,
        unit.word.clause,
        unit.word.aside,
    )
    stem = "abd" if servant.readings[0].startswith("abd") else "abu"
    readings = tuple(stem + reading for reading in unit.readings)
    return _Unit(word, servant.fold + unit.fold, readings, unit.part)


def _is_patronymic(unit: _Unit, n: int, units: list[_Unit]) -> bool:
    if unit.part in ("patronymic", "family"):
        return unit.part == "patronymic"
    if unit.after == "child":
        return True
    if unit.after == "son":
        return 0 < n < len(units) - 1
    if unit.initial or unit.word.script not in READABLE or len(units) < 2:
        return False
    if n == 0 or not any(map(_ends_as_patronymic, unit.readings)):
        return False
    # Of two words the second is more often a family name outside Russian: Roman Abramovich.
    woman = unit.readings[0].endswith("na")
    return len(units) > 2 or woman or unit.word.script == "cyrillic"


@lru_cache(maxsize=1 << 16)
def _ends_as_patronymic(reading: str) -> bool:
    return reading in _ILYICH or bool(_PATRONYMIC.search(reading))


def _fathers(unit: _Unit) -> tuple[str, ...]:
    """The father's name; where a patronymic is known by its ending, in those readings only."""
    ending = tuple(filter(_ends_as_patronymic, unit.readings))
    return tuple(dict.fromkeys(map(_father, ending or unit.readings)))


def _father(reading: str) -> str:
    for ending in ("oviq", "eviq", "ovna", "evna", "iniqna", "iqna", "iniwna", "iq"):
        if reading.endswith(ending) and len(reading) > len(ending) + 1:
            return reading.removesuffix(ending)
    return reading


@lru_cache(maxsize=1 << 16)
def _masculine(readings: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for reading in readings:
        for ending, form in _FEMININE:
            if ending.search(reading):
                found.append(ending.sub(form, reading))
                break
        else:
            found.append(reading)
    return tuple(dict.fromkeys(found))


def _family_sex(unit: _Unit) -> list[str]:
    first = unit.readings[0]
    if _FEMININE_ENDING.search(first):
        return ["f"]
    slavic = unit.word.script == "cyrillic"
    return ["m"] if _MASCULINE_ENDING.search(first) and slavic else []


def _orders(
    units: list[_Unit], core: list[int], patronymic: tuple[int, ...]
) -> tuple[Reading, ...]:
    """The readings of a name: one where its order is known, two where it is not."""
    if not core:
        return (Reading((), (), patronymic),)
    known = _known_family(units, core)
    if known is not None:
        return (_reading(core, known, patronymic),)
    whole = [n for n in core if not units[n].initial]
    if len(whole) == 1 and len(core) == 2:
        return _beside_an_initial(units, core, whole[0], patronymic)
    first, last = (core[0],), (core[-1],)
    if len(core) == 1:
        lean = _lean(units[core[0]])
        family, given = Reading(last, (), patronymic), Reading((), first, patronymic)
        order = (given, family) if lean < 0 else (family, given)
        return (order[0], _at(order[1], min(abs(lean), 2.0) * 0.5))
    lean = _lean(units[core[-1]]) - _lean(units[core[0]]) + 0.5
    if patronymic:  # after the given name: Джабраилов Хасан Магомедович, Хасан Магомедович Д.
        lean += 2.0 if patronymic[-1] < core[-1] else -2.0
    west, east = _reading(core, last, patronymic), _reading(core, first, patronymic)
    order = (west, east) if lean >= 0 else (east, west)
    return (order[0], _at(order[1], min(abs(lean), 3.0) * 0.5))


def _beside_an_initial(
    units: list[_Unit], core: list[int], whole: int, patronymic: tuple[int, ...]
) -> tuple[Reading, ...]:
    """Лейла К. hides her family name, К. Джабраилов shortens his given name.

    What the word looks like decides, or else what is written first: that is the given name.
    """
    short = next(n for n in core if n != whole)
    lean = _lean(units[whole]) + (-0.5 if whole < short else 0.5)
    if patronymic and whole < patronymic[0] < short:  # Лейла Хасановна К.
        lean -= 2.0
    family = _reading(core, (whole,), patronymic)
    given = _reading(core, (short,), patronymic)
    order = (family, given) if lean > 0 else (given, family)
    return (order[0], _at(order[1], min(abs(lean), 3.0) * 0.5))


@lru_cache(maxsize=1 << 12)
def _at(reading: Reading, cost: float) -> Reading:
    return Reading(reading.family, reading.given, reading.patronymic, cost)


def _reading(core: Sequence[int], family: tuple[int, ...], patronymic: tuple[int, ...]) -> Reading:
    return _reading_of(tuple(core), family, patronymic)


@lru_cache(maxsize=1 << 12)
def _reading_of(
    core: tuple[int, ...], family: tuple[int, ...], patronymic: tuple[int, ...]
) -> Reading:
    """One reading for an order, in however many names it is met."""
    return Reading(family, tuple(n for n in core if n not in family), patronymic)


def _known_family(units: list[_Unit], core: list[int]) -> tuple[int, ...] | None:
    """The family name where columns, brackets, a comma, capitals or initials tell."""
    if any(units[n].part is not None for n in core):
        return tuple(n for n in core if units[n].part == "family")
    if len(core) < 2:
        return None
    before = tuple(n for n in core if units[n].word.clause == units[core[0]].word.clause)
    if len(before) < len(core) and len(before) <= 3:
        return before
    loud = [n for n in core if units[n].text.isupper() and len(units[n].text) > 1]
    if len(loud) == 1 and len(core) > 1 and not units[loud[0]].initial:
        return (loud[0],)
    whole = [n for n in core if not units[n].initial]
    if len(whole) == 1:
        return (whole[0],) if len(core) > 2 else None
    other = [n for n in core if _is_other_family(units[n])]
    if len(other) == 1:
        return _with_other_family(units, core, other[0])
    return _double(units, core)


def _is_other_family(unit: _Unit) -> bool:
    """Whether a word is the family name before marriage, or another one: née X, (X)."""
    return unit.after == "born" or (unit.word.aside and _lean(unit) > 0)


def _with_other_family(units: list[_Unit], core: list[int], other: int) -> tuple[int, ...]:
    rest = [n for n in core if n != other]
    before = core.index(other) - 1
    if len(rest) == 1 and _lean(units[rest[0]]) <= 0:
        return (other,)
    likeliest = max(rest, key=lambda n: (_lean(units[n]), n == core[before], n))
    return (likeliest, other)


def _double(units: list[_Unit], core: list[int]) -> tuple[int, ...] | None:
    """A double family name at the end, its halves joined by a hyphen."""
    *before, half, last = core
    joined = units[last].joined and not units[half].joined
    return (half, last) if before and joined and _lean(units[last]) > 0.5 else None


def _lean(unit: _Unit) -> float:
    """How much a word looks like a family name (above 0) or a given name (below)."""
    lean = 0.0
    if unit.word.script in READABLE:
        lean = _lean_of(unit.readings) - 2.0 * unit.initial
    return lean + (1.0 if unit.after else 0.0)


@lru_cache(maxsize=1 << 16)
def _lean_of(readings: tuple[str, ...]) -> float:
    lean = 2.0 * bool(_FAMILY_ENDING.search(readings[0])) + 0.7 * bool(_INA.search(readings[0]))
    return lean - 2.0 * bool(groups_of(readings))
