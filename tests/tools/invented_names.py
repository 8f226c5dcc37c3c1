"""Pairs of invented names, made by rule, with what is true of them.

Given names are common ones; family names are put together from syllables and are nobody's. Each
spelling is written by tables of its own, in the direction opposite to the one that is tested.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

MEN = (
    "Хасан", "Руслан", "Зелимхан", "Юсуп", "Шамиль", "Апти", "Джамбулат", "Жумалдин", "Лечи",
    "Чингиз", "Цихмат", "Яхья", "Исхак", "Эльмурза", "Виктор", "Сергей", "Дмитрий", "Геннадий",
)  # fmt: skip
WOMEN = (
    "Зарема", "Хадижат", "Юлия", "Жанна", "Айшат", "Элиза", "Яха", "Марьям", "Лейла", "Ольга",
    "Цветана", "Чахана",
)  # fmt: skip
FATHERS = {  # name: patronymics of a son and of a daughter
    "Магомед": ("Магомедович", "Магомедовна"),
    "Рамзан": ("Рамзанович", "Рамзановна"),
    "Юнус": ("Юнусович", "Юнусовна"),
    "Ахмед": ("Ахмедович", "Ахмедовна"),
    "Висхан": ("Висханович", "Висхановна"),
    "Джунид": ("Джунидович", "Джунидовна"),
    "Андрей": ("Андреевич", "Андреевна"),
    "Шарани": ("Шараниевич", "Шараниевна"),
    "Илья": ("Ильич", "Ильинична"),
}
_STEMS = (
    "Байчар", "Гезим", "Дарбук", "Эльжур", "Тасух", "Мачиг", "Жаммур", "Чагирт", "Шовхад",
    "Хаттух", "Цебир", "Юнкард", "Щербат", "Кордун", "Зурбик", "Яндиг", "Джамург", "Оштуг",
)  # fmt: skip
_ENDINGS = (("ов", "ова"), ("аев", "аева"), ("иев", "иева"), ("ский", "ская"), ("ин", "ина"))
FAMILIES = tuple(
    (stem + man, stem + woman)
    for n, stem in enumerate(_STEMS)
    for man, woman in (_ENDINGS[n % 5], _ENDINGS[(n + 2) % 5])
)
SHORT = {
    "Дмитрий": "Дима", "Сергей": "Серёжа", "Геннадий": "Гена", "Виктор": "Витя",
    "Юлия": "Юля", "Ольга": "Оля", "Зелимхан": "Зелим",
}  # fmt: skip


def _table(text: str) -> dict[str, str]:
    return {key: value for key, _, value in (pair.partition("=") for pair in text.split())}


_COMMON = _table(
    "а=a б=b г=g д=d е=e ё=e з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t ф=f ъ= ь= э=e"
)
SPELLINGS = {
    "English": _COMMON
    | _table("в=v ж=zh й=y у=u х=kh ц=ts ч=ch ш=sh щ=shch ы=y ю=yu я=ya ий=y дж=dzh ие=iye ае=aye"),
    "French": _COMMON
    | _table("в=v ж=j й=ï у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ы=y ю=iou я=ia дж=dj ге=gue ги=gui"),
    "German": _COMMON
    | _table(
        "в=w ж=sch й=i у=u х=ch ц=z ч=tsch ш=sch щ=schtsch ы=y ю=ju я=ja дж=dsch ае=aje ие=ije"
    ),
    "Turkish": _COMMON
    | _table("в=v ж=j й=y у=u х=h ц=ts ч=ç ш=ş щ=şç ы=ı ю=yu я=ya дж=c ае=aye ие=iye"),
    "passport 1997": _COMMON
    | _table("в=v ж=zh й=y у=u х=kh ц=ts ч=ch ш=sh щ=shch ы=y ю=yu я=ya ий=iy"),
    "passport 2010": _COMMON
    | _table("в=v ж=zh й=i у=u х=kh ц=ts ч=ch ш=sh щ=shch ы=y ю=iu я=ia ъ=ie"),
    "old passport": _COMMON
    | _table("в=v ж=j й=i у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ы=y ю=iou я=ia дж=dj"),
    "GOST 7.79 B": _COMMON
    | _table("в=v ж=zh й=j у=u х=x ц=cz ч=ch ш=sh щ=shh ы=y` ю=yu я=ya ь=` э=e`"),
    "ISO 9": _COMMON | _table("в=v ж=ž й=j у=u х=h ц=c ч=č ш=š щ=ŝ ы=y ю=û я=â ь=ʹ э=è"),
}


def spell(text: str, spelling: str) -> str:
    """A Cyrillic text in one of the `SPELLINGS`."""
    table = SPELLINGS[spelling]
    words = []
    for word in text.split():
        lower, written, n = word.lower(), "", 0
        while n < len(lower):
            step = 2 if lower[n : n + 2] in table and len(lower[n : n + 2]) == 2 else 1
            written += table.get(lower[n : n + step], lower[n : n + step])
            n += step
        if spelling == "old passport" and written.endswith(("ov", "ev")):
            written = written[:-1] + "ff"
        words.append(written[:1].upper() + written[1:])
    return " ".join(words)


@dataclass(frozen=True)
class Person:
    """An invented person, in Cyrillic."""

    given: str
    father: str
    family: tuple[str, str]
    woman: bool

    @property
    def patronymic(self) -> str:
        return FATHERS[self.father][self.woman]

    @property
    def surname(self) -> str:
        return self.family[self.woman]

    @property
    def full(self) -> str:
        return f"{self.given} {self.patronymic} {self.surname}"

    @property
    def short(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class Case:
    """Two names, of which kind, and whether one person can bear both."""

    a: str
    b: str
    same: bool
    kind: str


def people(number: int, seed: int = 6) -> list[Person]:
    """Invented people, no two alike."""
    rng = random.Random(seed)  # noqa: S311
    found: dict[Person, None] = {}
    while len(found) < number:
        woman = rng.random() < 0.4
        given = rng.choice(WOMEN if woman else MEN)
        found[Person(given, rng.choice(tuple(FATHERS)), rng.choice(FAMILIES), woman)] = None
    return list(found)


def cases(number: int = 120, seed: int = 6) -> list[Case]:
    """Labelled pairs: some 15 for each of the invented people."""
    rng = random.Random(seed)  # noqa: S311
    return [case for person in people(number, seed) for case in _of(person, rng)]


def _of(p: Person, rng: random.Random) -> Iterator[Case]:
    one, other = rng.sample(tuple(SPELLINGS), 2)
    yield Case(p.full, spell(p.full, one), True, "another script")
    yield Case(spell(p.short, one), spell(p.short, other), True, "two spellings")
    turned = f"{p.surname} {p.given} {p.patronymic}"
    yield Case(p.full, spell(turned, other), True, "turned round")
    yield Case(p.full, f"{p.surname} {p.given}", True, "no patronymic")
    yield Case(p.short, spell(f"{p.surname} {p.given}", one), True, "turned round")
    yield Case(p.full, f"{p.surname} {p.given[0]}. {p.patronymic[0]}.", True, "initials")
    yield Case(spell(p.full, one), spell(p.short, one).upper(), True, "no patronymic")
    yield Case(p.short, _misspelt(spell(p.short, one), rng), True, "a letter wrong")
    if p.given in SHORT:
        yield Case(p.full, f"{SHORT[p.given]} {p.surname}", True, "short form")
    if p.woman:
        yield Case(p.full, spell(f"{p.given} {p.patronymic} {p.family[0]}", one), True, "sex form")
    yield from _different(p, rng, one)


def _different(p: Person, rng: random.Random, spelling: str) -> Iterator[Case]:
    names = [name for name in (WOMEN if p.woman else MEN) if name[0] != p.given[0]]
    given = rng.choice(names)
    father = rng.choice([name for name in FATHERS if name[0] != p.father[0]])
    family = rng.choice([pair for pair in FAMILIES if pair[0][:3] != p.family[0][:3]])
    brother = Person(given, p.father, p.family, p.woman)
    yield Case(p.full, brother.full, False, "brothers or sisters")
    yield Case(p.short, spell(brother.short, spelling), False, "brothers or sisters")
    cousin = Person(p.given, father, p.family, p.woman)
    yield Case(p.full, spell(cousin.full, spelling), False, "another father")
    stranger = Person(p.given, p.father, family, p.woman)
    yield Case(p.full, spell(stranger.short, spelling), False, "another family")
    yield Case(p.short, f"{p.surname} {given[0]}.", False, "a wrong initial")
    yield Case(p.full, f"{p.surname} {p.given[0]}. {father[0]}.", False, "a wrong initial")
    sibling = Person(rng.choice(MEN if p.woman else WOMEN), p.father, p.family, not p.woman)
    yield Case(p.full, sibling.full, False, "brother and sister")


def _misspelt(text: str, rng: random.Random) -> str:
    """One letter inside a word left out, doubled, or swapped with the next."""
    places = [n for n in range(1, len(text) - 2) if text[n - 1 : n + 3].isalpha()]
    n = rng.choice(places)
    wrong = rng.choice(("", text[n] * 2, text[n + 1] + text[n]))
    return text[:n] + wrong + text[n + (2 if len(wrong) == 2 and wrong[0] != text[n] else 1) :]
