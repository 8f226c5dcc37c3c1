"""How many people, and how many in all: over draws, and with a threshold picked by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from vittne.release.pictures.estimate_strips import Block, KeySign, Sheet, Strip
from vittne.release.pictures.picture import Picture, Table, assemble
from vittne.release.words import Words
from vittne.verify.figures import Numbers


def thresholds(persons: Numbers, words: Words, *, key: str = "thresholds") -> Picture:
    """Draw what is published above what each threshold would have made of it.

    Parameters
    ----------
    persons : Numbers
        The figure of the people documented.
    words : Words
    key : str
        Prefix of the ids; unique on a page.
    """
    strips = [_published(words, persons), *_documented(words, persons)]
    blocks = [_block(words, "persons", strips, persons)]
    signs: list[tuple[KeySign, str]] = [("value", words.text("estimate-picture-key-value"))]

    def draw(width: float) -> tuple[float, list[str]]:
        return Sheet(blocks, signs, words.number, width).draw()

    title, description = (words.text(f"linked-picture-{one}") for one in ("title", "description"))
    return assemble(key, title, description, _table(words, blocks), draw)


def _block(words: Words, name: str, strips: list[Strip], numbers: Numbers) -> Block:
    truth = [check.value for check in numbers.checks if check.name == "truth"]
    return Block(
        heading=words.text(f"linked-picture-{name}"),
        strips=strips,
        lines=[
            (value, words.text("linked-picture-truth", n=value))
            for value in truth
            if isinstance(value, int)
        ],
        axis=words.text("estimate-picture-axis"),
        axis_log=words.text("estimate-picture-axis-log"),
    )


def _published(words: Words, numbers: Numbers) -> Strip:
    assert numbers.interval is not None
    ends = {"low": numbers.interval.low, "high": numbers.interval.high}
    label = words.text("linked-picture-draws")
    return replace(_strip(words, label, {"value": numbers.value, **ends}), strong=True)


def _documented(words: Words, persons: Numbers) -> Iterator[Strip]:
    for one in persons.detail["thresholds"]:
        label = words.text("linked-picture-at", share=one["at_pct"])
        yield Strip(
            label=label,
            number=words.number(one["persons"]),
            value=one["persons"],
            style=1,
            hollow=True,
        )


def _strip(words: Words, label: str, found: Mapping[str, Any]) -> Strip:
    value, low, high = (found[name] for name in ("value", "low", "high"))
    number = words.text("estimate-picture-number", value=value, low=low, high=high)
    return Strip(label=label, number=number, value=value, low=low, high=high)


def _table(words: Words, blocks: list[Block]) -> Table:
    names = ("word-label", "word-value", "word-low", "word-high")
    rows = [
        (f"{block.heading}: {strip.label}", strip.value, strip.low, strip.high)
        for block in blocks
        for strip in block.strips
    ]
    return Table(tuple(words.text(name) for name in names), tuple(rows))
