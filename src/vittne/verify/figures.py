"""``figures.json``: the one place from which every published number is read.

The format is described in ``docs/reference/release.md``. A figure that the data do
not carry is there too: ``value`` is ``None`` and a check says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vittne.terms.errors import Problem, UserError

Number = int | float

_WRITTEN = {"/": "+", "~": "=a", "?": "=q", "%": "=p"}

AUDITED = "audited_at_least"

KINDS = (
    "documented",
    AUDITED,
    "estimated",
    "bound",
    "share",
    "residual",
    "verdict",
    "claim_count",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where the number lies. ``kind``: at_least, at_most, confidence, credible, hull or exact.

    An end that is None is unbounded. Ends are rounded outward. ``level`` is None for
    an interval that is no probability statement.
    """

    low: Number | None
    high: Number | None
    level: float | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the number speaks of. Empty means: not stated."""

    place: str = ""
    period: str = ""
    acts: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing a reader may hold against the number: its name, value, and whether it passed.

    ``ok`` is None where the check informs and does not judge.
    """

    name: str
    value: Number | str | None
    ok: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The language-free core of a figure: what anybody can recompute from the public data.

    Attributes
    ----------
    value : int, float, str or None
        A count, a share in percent, a verdict's code; None where the figure is refused.
    unit : str
        What is counted (code list ``units``), or ``percent``, ``verdict``, ``claims``.
    rests_on : tuple of str
        Keys of the rows it rests on: a claim id, ``reporting/<id>``, ``polls/<id>``,
        ``official/<row>``, ``documented/<row>``, ``lists/<name>`` or ``tables/<name>``.
    detail : mapping
        Further facts that its sentence needs. JSON values only.
    """

    id: str
    kind: str
    value: Number | str | None
    unit: str
    method: str
    interval: Interval | None = None
    scope: Scope = Scope()
    checks: tuple[Check, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)

    def part(self, name: str) -> Number | str | None:
        """Return the printed part ``value``, ``low``, ``high`` or the check of that name.

        A name with slashes is a way into ``detail``: ``engines/0/low``.

        Raises
        ------
        KeyError
            The figure has no such part.
        """
        if name == "value":
            return self.value
        if name in ("low", "high") and self.interval is not None:
            return self.interval.low if name == "low" else self.interval.high
        for check in self.checks:
            if check.name == name:
                return check.value
        if "/" in name:
            return self._inside(name)
        raise KeyError(f"figure {self.id} has no part {name}")

    def _inside(self, way: str) -> Number | str | None:
        found: Any = self.detail
        try:
            for step in way.split("/"):
                found = found[int(step)] if isinstance(found, list | tuple) else found[step]
        except (KeyError, IndexError, TypeError, ValueError):
            raise KeyError(f"figure {self.id} has no part {way}") from None
        if found is not None and not isinstance(found, int | float | str):
            raise KeyError(f"figure {self.id} has several things at {way}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One entry of ``figures.json``: numbers, their sentence, and where they come from."""

    numbers: Numbers
    sentence: Mapping[str, str]
    seed: int
    inputs: Mapping[str, str]
    software: Mapping[str, str]
    disclosure: Mapping[str, Any]
    supersedes: str | None = None

    @property
    def id(self) -> str:
        """The figure's id, also the name of its folder in the release."""
        return self.numbers.id

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as JSON values, in the order of the format."""
        core = asdict(self.numbers)
        return {
            **core,
            "sentence": dict(self.sentence),
            "seed": self.seed,
            "inputs": dict(self.inputs),
            "software": dict(self.software),
            "disclosure": dict(self.disclosure),
            "supersedes": self.supersedes,
        }


def figure_id(*parts: str) -> str:
    """Return an id that may stand in the name of a folder and in an address.

    Two different texts never give one id: what is replaced is written as its code point.
    """
    return "-".join(map(_slug, parts))


def _slug(text: str) -> str:
    return "".join(
        c if (c.isascii() and c.isalnum()) or c in "-_." else _WRITTEN.get(c, f"={ord(c):x}")
        for c in text
    )


def figure_from_dict(entry: Mapping[str, Any]) -> Figure:
    """Build a figure from its JSON entry. Raises KeyError, TypeError or ValueError."""
    core = {name: entry[name] for name in Numbers.__dataclass_fields__}
    if core["kind"] not in KINDS:
        raise ValueError(f"figure {core['id']!r} is of unknown kind {core['kind']!r}")
    scope = dict(core["scope"])
    core["scope"] = Scope(
        **{**scope, "acts": tuple(scope["acts"]), "grounds": tuple(scope["grounds"])}
    )
    core["interval"] = None if core["interval"] is None else Interval(**core["interval"])
    core["checks"] = tuple(Check(**check) for check in core["checks"])
    core["rests_on"] = tuple(core["rests_on"])
    rest = {
        name: entry[name]
        for name in ("sentence", "seed", "inputs", "software", "disclosure", "supersedes")
    }
    return Figure(numbers=Numbers(**core), **rest)


def dump_figures(figures: Iterable[Figure]) -> str:
    """Return the text of ``figures.json``: stable bytes, readable in a diff."""
    entries = [figure.to_dict() for figure in figures]
    return json.dumps(entries, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def load_figures(path: Path) -> tuple[Figure, ...]:
    """Read ``figures.json``.

    Raises
    ------
    UserError
        The file is missing, is not JSON, or an entry is not a figure.
    """
    name = path.name
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(Problem(file=name, message="the file is missing.")) from None
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(Problem(file=name, message=f"cannot be read: {error}")) from None
    if not isinstance(entries, list):
        raise UserError(Problem(file=name, message="is not a list of figures."))
    figures, problems = [], []
    for position, entry in enumerate(entries, start=1):
        try:
            figures.append(figure_from_dict(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(Problem(file=name, message=f"entry {position} is no figure: {error}"))
    if problems:
        raise UserError(problems)
    return tuple(figures)
