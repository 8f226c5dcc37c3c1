"""Two names compared, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vittne.link.names.levels import Level, PartLevel
from vittne.link.names.parts import Name, Reading
from vittne.link.names.table import NameTable


@dataclass(frozen=True, slots=True)
class Why:
    """What one part says: its name, its level in lower case, and a sentence."""

    part: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names say.

    Attributes
    ----------
    score : float
        0 to 1; .5 where they say nothing.
    level : str
        ``same``, ``likely``, ``unclear``, ``contradiction`` or ``missing``.
    why : tuple of Why
    """

    score: float
    level: str
    why: tuple[Why, ...]

    def to_dict(self) -> dict[str, Any]:
        """As ``vittne link names --json`` prints it."""
        why = [{"part": w.part, "level": w.level, "text": w.text} for w in self.why]
        return {"score": self.score, "level": self.level, "why": why}


def compare_names(a: Name, b: Name) -> Comparison:
    """Compare two names. The order of the two makes no difference to score and levels."""
    levels = NameTable.of([a, b]).compare([0], [1])
    level = Level(levels.level[0]).name.lower()
    score = round(float(levels.score[0]), 4)
    if a.missing or b.missing:
        return Comparison(score, level, tuple(_nameless(a, b)))
    readings = (a.readings[levels.readings[0, 0]], b.readings[levels.readings[0, 1]])
    patronymic = any(reading.patronymic for reading in readings)
    parts = {
        "family": PartLevel(levels.family[0]),
        "given": PartLevel(levels.given[0]),
        "patronymic" if patronymic else "middle": PartLevel(levels.second[0]),
    }
    why = [_part(part, found, (a, b), readings) for part, found in parts.items()]
    return Comparison(score, level, (*filter(None, why), *_sex(PartLevel(levels.sex[0]))))


def _nameless(a: Name, b: Name) -> Iterator[Why]:
    for name in (a, b):
        if name.missing:
            text = f"{_shown(name.text)} is no name" if name.text.strip() else "there is no name"
            yield Why("name", "missing", text)


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _sex(level: PartLevel) -> Iterator[Why]:
    if level is PartLevel.CONTRADICTION:
        yield Why("sex", "contradiction", "one is a man's name, the other a woman's")


_SENTENCES = {
    PartLevel.CONTRADICTION: "{0} and {1} are different names",
    PartLevel.UNCLEAR: "{0} and {1} are alike, and may be two names",
    PartLevel.INITIAL: "{0} and {1}: the initial fits",
    PartLevel.LIKELY: "{0} and {1} differ as forms and misspellings of one name do",
    PartLevel.SAME: "{0} and {1} are spellings of one name",
}


def _part(
    part: str, level: PartLevel, names: Sequence[Name], readings: Sequence[Reading]
) -> Why | None:
    texts = [_text(part, name, reading) for name, reading in zip(names, readings, strict=True)]
    said = [text for text in texts if text]
    if not said:
        return None
    if level is PartLevel.MISSING and len(said) == 2:
        text = f"{said[0]} and {said[1]} cannot be compared"
    elif level is PartLevel.MISSING:
        text = f"only one has it: {said[0]}"
    elif len(said) < 2:
        text = "both agree when written as one word"
    elif texts[0] == texts[1]:
        text = f"both are {texts[0]}"
    else:
        text = _SENTENCES[level].format(*texts)
    return Why(part, level.name.lower(), text)


def _text(part: str, name: Name, reading: Reading) -> str:
    places = {
        "family": reading.family,
        "given": reading.given[:1],
        "middle": reading.given[1:],
        "patronymic": reading.patronymic or reading.given[1:],
    }[part]
    return " ".join(name.tokens[n].text for n in places)
