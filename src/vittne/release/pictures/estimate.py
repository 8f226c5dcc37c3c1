"""Pictures of estimates: engines, shapes, without one list, with fewer sightings, the dial.

Each takes a comparison and the words of a language. The numbers are those of
``Comparison.to_dict``: whole people, the ends of intervals rounded outward.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from vittne.release.pictures.estimate_axis import Range, range_over
from vittne.release.pictures.estimate_strips import Block, KeySign, Sheet, Strip
from vittne.release.pictures.picture import Picture, Table, assemble

if TYPE_CHECKING:
    from vittne.estimate.compare import Comparison
    from vittne.estimate.result import Distribution
    from vittne.release.words import Words

Published = tuple[str, float, float | None, float | None]
"""An answer that others have published: who, the number, the ends of its interval."""

_STYLES = {"graphs": 0, "latent": 1, "loglinear": 2}
_BOUND, _OTHERS, _BELIEVED = 3, 4, 0.99
"""Styles of Chao's bound and of others' answers; the share of an answer that a shape shows."""

Key = list[tuple[KeySign, str]]


def engines_side_by_side(
    comparison: Comparison,
    words: Words,
    published: Sequence[Published] = (),
    *,
    key: str = "engines",
) -> Picture:
    """Every engine on one axis, with the documented n, Chao's bound and others' answers.

    Parameters
    ----------
    comparison : Comparison
    words : Words
    published : sequence of (label, value, low, high)
        Answers of others; the ends None where they gave none.
    key : str
        Prefix of the ids; unique on a page.
    """
    told = _Told(comparison, words)
    strips = [*told.verdict(), *told.engines(), *told.chao(), *told.others(published)]
    block = told.block(strips, lines=told.documented(), band=told.hull())
    signs: Key = [("value", told.say("key-value"))]
    if any(strip.several for strip in strips):
        signs.append(("several", told.say("key-several")))
    if block.band:
        signs.append(("band", told.say("key-published")))
    if any(strip.least for strip in strips):
        signs.append(("least", told.say("key-least")))
    if published:
        signs.append(("others", told.say("key-others")))
    return told.picture(key, "engines", [block], signs)


def densities(comparison: Comparison, words: Words, *, key: str = "densities") -> Picture:
    """What each engine believes of N, as a shape, with its modes marked.

    Each shape is as high as there is room. That of a bootstrap is of its draws as they are,
    in which its modes are; its interval is corrected, and need not lie below it.
    """
    told = _Told(comparison, words)
    answers = {e.method: e.distribution for e in comparison.engines if e.distribution}
    strips = list(told.engines(parts=False))
    covered = None
    if answers:
        covered = _covering(list(answers.values()), strips, told.observed)
        shaped = {method: _shape(found, covered) for method, found in answers.items()}
        strips = [
            told.shaped(strip, shaped.get(engine.method, ()))
            for strip, engine in zip(strips, comparison.engines, strict=True)
        ]
    block = told.block(strips, lines=told.documented(), axis=covered)
    signs: Key = [("value", told.say("key-value"))]
    if any(strip.several for strip in strips):
        signs.append(("several", told.say("key-several")))
    return told.picture(key, "densities", [block], signs)


def leave_one_out(comparison: Comparison, words: Words, *, key: str = "leave-one-out") -> Picture:
    """Show what becomes of the answer without a list, with two as one, and inside each list."""
    told = _Told(comparison, words)
    found, lists = told.found, comparison.table.lists
    without = [told.say("without", name=name) for name in lists]
    merged = [told.say("merged", name=a, other=b) for a, b in combinations(lists, 2)]
    changed = list(told.variants(found["leave_one_out"], without))
    merges = list(told.variants(found["merges"], merged))
    inside = list(told.variants(found["internal_consistency"], lists, known=True))
    blocks = []
    for name, strips, of in (("without", changed, "leave_one_out"), ("merged", merges, "merges")):
        if strips:
            whole = found[of][0]["expected"]
            line = (whole, told.say("whole", n=whole))
            blocks.append(told.block(strips, heading=told.say(f"heading-{name}"), lines=[line]))
    if inside:
        blocks.append(told.block(inside, heading=told.say("heading-inside")))
    if not blocks:
        return told.picture(key, "leave-one-out", [told.nothing(told.why_no_variants())], [])
    signs: Key = [("value", told.say("key-value"))]
    if inside:
        signs.append(("known", told.say("key-known")))
    return told.picture(key, "leave-one-out", blocks, signs)


def trajectory(comparison: Comparison, words: Words, *, key: str = "trajectory") -> Picture:
    """Show how the answer moves as sightings come in: where it still grows, it has not settled."""
    told = _Told(comparison, words)
    steps = told.found["trajectory"]
    if not steps:
        return told.picture(key, "trajectory", [told.nothing(told.why_no_trajectory())], [])
    strips = [told.step(step) for step in steps]
    heading = told.say("heading-trajectory")
    block = told.block(strips, heading=heading, joined=True, band=told.published())
    signs: Key = [("value", told.say("key-steps")), ("known", told.say("key-documented"))]
    if block.band:
        signs.append(("band", told.say("key-published")))
    return told.picture(key, "trajectory", [block], signs)


def dial(comparison: Comparison, words: Words, *, key: str = "dial") -> Picture:
    """Show N as a function of the odds ratio of the cell that nobody can observe.

    The pair of lists that is measured best, and all lists together where their cells allow it.
    """
    told = _Told(comparison, words)
    blocks = []
    for one in (comparison.bounds.dials[0], comparison.bounds.dials[-1]):
        if one.settings and (one.kind == "highest_order" or len(one.lists) == 2):
            heading = (
                told.say("dial-pair", name=one.lists[0], other=one.lists[1])
                if one.kind == "pair"
                else told.say("dial-all")
            )
            strips = [told.setting(setting, one.kind) for setting in one.settings]
            block = told.block(
                strips,
                heading=heading,
                lines=told.documented(),
                band=told.published(),
                joined=True,
            )
            blocks.append(block)
    if not blocks:
        return told.picture(key, "dial", [told.nothing(told.say("no-dial"))], [])
    signs: Key = [("value", told.say("key-dial"))]
    if blocks[0].band:
        signs.append(("band", told.say("key-published")))
    return told.picture(key, "dial", blocks, signs)


class _Told:
    """Rows of a comparison in the words of a language."""

    def __init__(self, comparison: Comparison, words: Words) -> None:
        self.comparison = comparison
        self.words = words
        self.found: Mapping[str, Any] = comparison.to_dict()
        self.observed: int = self.found["observed"]

    def say(self, message: str, **args: Any) -> str:
        """Say a message of this part of the texts."""
        return self.words.text(f"estimate-picture-{message}", **args)

    def number(self, value: float | None, low: float | None, high: float | None) -> str:
        """Write "12,595 (9,827 to 16,544)", or the part of it that there is."""
        if low is None or high is None:
            return "" if value is None else self.words.number(round(value))
        ends = {"low": math.floor(low), "high": math.ceil(high)}
        if value is None:
            return self.say("interval", **ends)
        return self.say("number", value=round(value), **ends)

    def strip(
        self, label: str, value: float | None, low: float | None, high: float | None, **more: Any
    ) -> Strip:
        """Make a row of a number and its interval, rounded as they are printed."""
        return Strip(
            label=label,
            number=self.number(value, low, high),
            value=None if value is None else round(value),
            low=None if low is None else math.floor(low),
            high=None if high is None else math.ceil(high),
            **more,
        )

    def refused(self, label: str, words: str = "") -> Strip:
        """Make a row in which words stand in place of the number."""
        return Strip(label=label, number=words or self.say("refused"), refused=True)

    def verdict(self) -> Iterator[Strip]:
        """Make the row of what is published, where it is not the leading engine's interval."""
        if self.found["verdict"] == "refused":
            yield self.refused(self.say("publishable"), self.say("publishable-none"))
        elif self.found["headline"]["hull_of"]:
            ends = self.found["headline"]["interval"]
            names = (self.say(f"engine-{name}") for name in self.found["headline"]["hull_of"])
            label = self.say("publishable-hull", names=self.words.listing(names))
            yield self.strip(label, None, ends["low"], ends["high"], strong=True)

    def engines(self, *, parts: bool = True) -> Iterator[Strip]:
        """Make a row of each engine, refused or not, and one of each of several answers."""
        for engine in self.found["engines"]:
            method = engine["method"]
            label = self.say(f"engine-{method}")
            leads = method == self.found["headline"]["method"]
            if leads:
                label = self.say("leads", name=label)
            if engine["interval"] is None:
                yield self.refused(label)
                continue
            style, modes = _STYLES[method], engine["modes"]
            several = tuple(m["at"] for m in modes) if len(modes) > 1 else ()
            ends = engine["interval"]
            value = _middle(engine)
            yield self.strip(
                label, value, ends["low"], ends["high"], style=style, several=several, strong=leads
            )
            for mode in modes if several and parts else ():
                name = self._mode(mode["weight"])
                more = {"style": style, "hollow": True, "part": True}
                yield self.strip(name, mode["at"], mode["low"], mode["high"], **more)

    def _mode(self, weight: float | None) -> str:
        if weight is None:
            return self.say("mode-unweighted")
        return self.say("mode", weight=round(weight, 2))

    def chao(self) -> Iterator[Strip]:
        """Make the row of Chao's lower bound; where it is refused it says so."""
        bound = self.found["bounds"]["chao_lists"]
        label = self.say("chao")
        if bound["value"] is None:
            yield self.refused(label)
            return
        more = {"style": _BOUND, "hollow": True, "least": True}
        yield self.strip(label, bound["value"], bound["low"], bound["high"], **more)

    def others(self, published: Sequence[Published]) -> Iterator[Strip]:
        """Make a row of each answer of others."""
        for label, value, low, high in published:
            yield self.strip(label, value, low, high, style=_OTHERS, hollow=True)

    def shaped(self, strip: Strip, curve: tuple[float, ...]) -> Strip:
        """Give a row its curve."""
        from dataclasses import replace

        return replace(strip, curve=curve)

    def variants(
        self, variants: Sequence[Mapping[str, Any]], labels: Sequence[str], *, known: bool = False
    ) -> Iterator[Strip]:
        """Make a row of each question that was put differently; ``labels`` in their order."""
        for variant, label in zip(variants, labels if variants else (), strict=True):
            truth = variant["expected"] if known else None
            name = self.say("inside", name=label, n=truth) if known else label
            if variant["median"] is None:
                yield self.refused(name)
            else:
                ends = variant["interval"]
                yield self.strip(name, variant["median"], ends["low"], ends["high"], known=truth)

    def step(self, step: Mapping[str, Any]) -> Strip:
        """Make a row of one step of the trajectory."""
        label = self.say("kept", share=round(100 * step["kept"]), n=step["observed"])
        ends = (step["lowest"], step["highest"]) if step["kept"] < 1 else (None, None)
        return self.strip(label, step["median"], *ends, known=step["observed"])

    def setting(self, setting: Any, kind: str) -> Strip:
        """Make a row of one setting of the dial."""
        neutral = "neutral-pair" if kind == "pair" else "neutral-all"
        label = (
            self.say(neutral)
            if setting.odds_ratio == 1
            else self.say("ratio", ratio=setting.odds_ratio)
        )
        if setting.value is None:
            return self.refused(label, self.say("contradicted"))
        return self.strip(label, setting.value, setting.low, setting.high)

    def documented(self) -> list[tuple[float, str]]:
        """Make the line at the documented n."""
        return [(self.observed, self.say("documented", n=self.observed))]

    def hull(self) -> tuple[float, float] | None:
        """Give the published interval where it is the hull of several engines' intervals."""
        return self.published() if self.found["headline"]["hull_of"] else None

    def published(self) -> tuple[float, float] | None:
        """Give the published interval, if there is one."""
        ends = self.found["headline"]["interval"]
        return None if ends is None else (ends["low"], ends["high"])

    def why_no_variants(self) -> str:
        """Say why no list was left out."""
        if len(self.comparison.table.lists) <= 3:
            return self.say("no-variants-lists")
        return self.say("no-variants")

    def why_no_trajectory(self) -> str:
        """Say why there is no trajectory."""
        if len(self.comparison.table.lists) > 7:
            return self.say("no-trajectory-lists")
        return self.say("no-variants")

    def nothing(self, why: str) -> Block:
        """Make a block that says why there is nothing to draw."""
        return self.block([Strip(label=why, number="")])

    def block(
        self,
        strips: Sequence[Strip],
        *,
        heading: str = "",
        lines: Sequence[tuple[float, str]] = (),
        band: tuple[float, float] | None = None,
        joined: bool = False,
        axis: Range | None = None,
    ) -> Block:
        """Make a block on an axis of people."""
        return Block(
            heading=heading,
            strips=strips,
            lines=lines,
            band=band,
            joined=joined,
            axis=self.say("axis"),
            axis_log=self.say("axis-log"),
            range=axis,
        )

    def picture(self, key: str, name: str, blocks: Sequence[Block], signs: Key) -> Picture:
        """Put the blocks together, with title, description and table."""

        def draw(width: float) -> tuple[float, list[str]]:
            return Sheet(blocks, signs, self.words.number, width).draw()

        title = self.say(f"{name}-title")
        description = self.say(f"{name}-description", n=self.observed)
        return assemble(key, title, description, self._table(blocks), draw)

    def _table(self, blocks: Sequence[Block]) -> Table:
        text = self.words.text
        names = ("word-label", "word-value", "word-low", "word-high", "word-remark")
        rows = [
            (
                f"{block.heading}: {strip.label}" if block.heading else strip.label,
                strip.value,
                strip.low,
                strip.high,
                strip.number if strip.refused else None,
            )
            for block in blocks
            for strip in block.strips
        ]
        return Table(tuple(text(name) for name in names), tuple(rows))


def _middle(engine: Mapping[str, Any]) -> int | None:
    """Where an engine says that N is; nowhere if it cannot weigh its several answers."""
    if len(engine["modes"]) > 1 and any(mode["weight"] is None for mode in engine["modes"]):
        return None
    middle: int = engine["median"] if engine["point"] is None else engine["point"]
    return middle


def _covering(found: Sequence[Distribution], strips: Sequence[Strip], observed: int) -> Range:
    """Choose an axis that holds n, all intervals, and nearly all of each answer."""
    ends = [end for one in found for end in one.interval(_BELIEVED)]
    return range_over([observed, *ends, *(place for strip in strips for place in strip.places)])


def _shape(found: Distribution, covered: Range) -> tuple[float, ...]:
    from vittne.estimate.density import density

    return density(found, covered.low, covered.high, log=covered.log)
