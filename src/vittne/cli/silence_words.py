"""What ``vittne silence`` says to people. Limits are rounded outward, never in our favour."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vittne.silence import (
        Compatibility,
        Multiplier,
        PollVerdict,
        Refusal,
        RegisteredShare,
        ReportingShare,
        SurveySize,
    )

_SHARES_SHOWN = (0.1, 0.01, 0.001)
_TINIEST = 1e-100
"""Chances below it are not written out."""
_SMALLEST = 1e-12
"""Percentages below it stand for no person on earth."""

_REASONS = {
    "too_few_complaints": "there are fewer than {complaints} complaints",
    "register_not_trusted": "the register is not declared trusted (--register-trusted)",
    "no_group_n": "the number of people of the group who were asked is not known",
    "no_share": "the share is not known",
}


def about_registered(share: RegisteredShare) -> list[str]:
    """The share that files and is registered: what it is, is not, and rests on."""
    return [
        f"{_people(share.documented)} documented, {_complaints(share.complaints)} registered.",
        "",
        *_what_it_says(share),
        "",
        "What it does not say:",
        "  How many victims there are: those documented stay documented.",
        "  Whether people did not file, or filed and were not registered: only both "
        "together can be learnt.",
        "",
        "What it rests on:",
        *_what_it_rests_on(share),
        *_compatible_numbers(share),
    ]


def _what_it_says(share: RegisteredShare) -> list[str]:
    level = _percent(share.level)
    name = "the share that files a complaint and has it registered"
    if share.complaints == 0:
        says = f"{name} is at most {up(share.high)}"
        alone = f"at most {up(share.independent_high)}"
    else:
        says = f"{name} lies between {down(share.low)} and {up(share.high)}"
        alone = f"between {down(share.independent_low)} and {up(share.independent_high)}"
    lines = [
        f"What it says ({level} confidence, {share.sided}-sided): {says}.",
        f"At least {down(share.not_registered_at_least)} make no complaint that is registered.",
    ]
    if share.complaints:
        observed = down(share.observed_not_registered)
        lines.append(f"Among those documented themselves it is {observed}.")
    if share.raid_size is not None:
        lines.append(f"If everybody had decided alone, the share would be {alone}.")
    return lines


def _what_it_rests_on(share: RegisteredShare) -> list[str]:
    if share.raid_size is None:
        alike = (
            "  Everybody decides alone. People seized together do not: see --raid-size and --rho."
        )
    else:
        alike = (
            f"  People are seized in raids of {share.raid_size} and decide alike within one "
            f"(correlation {share.rho:g}, chosen before looking); raids are independent."
        )
    return [alike, "  Apart from that everybody has the same chance to file and be registered."]


def _compatible_numbers(share: RegisteredShare) -> list[str]:
    """How many victims silence would go with, if this or that share were registered."""
    from vittne.silence import compatible_victims

    if share.complaints:
        return []
    size, rho = share.raid_size or 1, share.rho or 0.0
    pairs = []
    for shown in _SHARES_SHOWN:
        victims = compatible_victims(shown, raid_size=size, rho=rho, level=share.level)
        pairs.append(f"{_count(victims)} if {_percent(shown)} register")
    chance = _percent(1 - share.level)
    return [
        "",
        f"Complete silence would still have a chance of {chance} with so many victims:",
        f"  {', '.join(pairs)}.",
    ]


def about_compatibility(check: Compatibility, survey: ReportingShare | None) -> list[str]:
    """Whether so few complaints agree with a share of reporting."""
    share = _between(check.share_low, check.share_high)
    source = f" ({survey.reported} of {_asked(survey)} people asked in a survey)" if survey else ""
    chance = _chance(check.chance_low, check.chance_high)
    victims = _range(_count(check.victims_low), _count(check.victims_high))
    return [
        "",
        f"Compatibility check with a share of {share}{source}.",
        f"  If that share had complained and been registered, {_so_few(check.complaints)} "
        f"from {_people(check.documented)} would have a chance of {chance}.",
        f"  Complete silence would go with at most {victims} victims.",
        "  A small chance speaks against free reporting, never against the victims: "
        "they are documented.",
    ]


def about_reporting(survey: ReportingShare) -> list[str]:
    """The share that reports, from a survey."""
    median = _between(survey.median_low, survey.median_high, outward=False)
    return [
        f"{survey.reported} of {_asked(survey)} people asked had reported.",
        f"The share that reports lies between {down(survey.low)} and {up(survey.high)} "
        f"({_percent(survey.level)} probability), middle {median}.",
        f"It rests on a design effect of {survey.design_effect:g} (a discount on the number "
        "asked), and on people who answer a survey being like those who do not.",
    ]


def about_multiplier(answer: Multiplier | Refusal) -> list[str]:
    """How many victims the complaints stand for, or why that is not said."""
    from vittne.silence import Refusal

    if isinstance(answer, Refusal):
        return ["", f"How many victims there are is not computed: {_why(answer)}."]
    return [
        "",
        f"{_complaints(answer.complaints)} stand for {answer.low:,} to {answer.high:,} victims "
        f"({_percent(answer.level)} probability), middle "
        f"{_range(f'{answer.median_low:,}', f'{answer.median_high:,}')}.",
        "It rests on a register that takes down every complaint, and on these victims "
        "reporting as those of the survey did. There is no mean: it may be infinite.",
    ]


def about_poll(verdict: PollVerdict) -> list[str]:
    """Whether a poll shows more than half of its group."""
    lines = []
    if verdict.low is not None and verdict.high is not None:
        share = _percent(verdict.share or 0)
        lines.append(
            f"{share} of {verdict.n:,} people: between {down(verdict.low)} and {up(verdict.high)} "
            f"({_percent(verdict.level)} confidence, design effect "
            f"{verdict.design_effect:g})."
        )
    if verdict.refusal is not None:
        lines.append(f"No interval can be given: {_why(verdict.refusal)}.")
    words = {True: "yes", False: "no, less than half", None: "undecided"}
    lines.append(f"More than half of the group: {words[verdict.more_than_half]}.")
    return lines + _what_would_decide(verdict)


def _what_would_decide(verdict: PollVerdict) -> list[str]:
    if verdict.smallest_n is None:
        return ["No number of people asked would decide it at exactly a half."]
    lines = [
        f"This share decides from {verdict.smallest_n:,} people of the group, with a design "
        f"effect of {verdict.design_effect:g}."
    ]
    if verdict.largest_design_effect is not None:
        largest = math.floor(verdict.largest_design_effect * 100) / 100
        beyond = "" if largest >= 1 else " (not even a simple random sample of them does)"
        lines.append(
            f"With {verdict.n} people it decides up to a design effect of {largest:g}{beyond}."
        )
    return lines


def about_plan(size: SurveySize) -> list[str]:
    """How many people to ask."""
    return [
        f"Ask {size.people:,} people ({size.method}) to know a share of about "
        f"{_percent(size.share)} within {_points(size.margin)} points "
        f"({_percent(size.level)} confidence, design effect {size.design_effect:g}).",
        f"They reach {size.margin_reached * 100:.3f} points. People who do not answer come on top.",
    ]


def up(share: float) -> str:
    """A percentage rounded up, so that "at most" stays true."""
    return _outward(share, math.ceil)


def down(share: float) -> str:
    """A percentage rounded down, so that "at least" stays true."""
    return _outward(share, math.floor)


def _outward(share: float, rounding: Callable[[float], int]) -> str:
    """One decimal, or as many as two significant digits of a small one need."""
    percent = share * 100
    decimals = 1 if percent < _SMALLEST else max(1, 1 - math.floor(math.log10(percent)))
    scaled = round(percent * 10**decimals, 6)  # 3.0 stays 3.0, whatever binary says
    return f"{rounding(scaled) / 10**decimals:.{decimals}f} %"


def _between(low: float, high: float, *, outward: bool = True) -> str:
    if low == high:
        return _percent(low)
    if outward:
        return f"{down(low)} to {up(high)}"
    return f"{low * 100:.1f} to {high * 100:.1f} %"


def _percent(share: float) -> str:
    return f"{share * 100:.10g} %"


def _points(margin: float) -> str:
    return f"{margin * 100:.10g}"


def _chance(low: float, high: float) -> str:
    """Two significant digits, rounded up: a small chance is what speaks for the victims."""
    return _range(*map(_one_chance, (low, high)))


def _one_chance(chance: float) -> str:
    if chance < _TINIEST:
        return f"less than {_TINIEST:g}"
    scale = 10.0 ** (1 - math.floor(math.log10(chance)))
    return f"{math.ceil(round(chance * scale, 6)) / scale:.2g}"


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _count(victims: int | None) -> str:
    return "any number of" if victims is None else f"{victims:,}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _complaints(count: int) -> str:
    return "1 complaint" if count == 1 else f"{count:,} complaints"


def _so_few(complaints: int) -> str:
    return f"{_complaints(complaints)} or fewer" if complaints else "no complaint"


def _asked(survey: ReportingShare) -> str:
    return _range(f"{survey.asked_low:,}", f"{survey.asked_high:,}")


def _why(refusal: Refusal) -> str:
    return " and ".join(_REASONS[code].format(**refusal.needed) for code in refusal.reasons)
