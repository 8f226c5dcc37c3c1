"""The sentence of every figure, in every language: a function of its numbers.

A sentence is never stored and printed: pages make it again from the numbers that
``figures.json`` holds, so that a changed number changes every page that says it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vittne.dossier import Dossier, OverlapTable
from vittne.dossier.model import JOINT
from vittne.release.words import Words
from vittne.verify.figures import Numbers

Speak = Callable[[Words, Numbers, Dossier], str]


def sentence(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    """Return the figure's sentence; the numbers in it are still marked.

    Raises
    ------
    KeyError
        No sentence is known for the figure's method.
    """
    text = _BY_METHOD[numbers.method](words, numbers, dossier)
    return text[:1].upper() + text[1:]


def scope(words: Words, numbers: Numbers) -> str:
    """Return place and period of a figure in words; empty where neither is stated."""
    place = words.place(numbers.scope.place) if numbers.scope.place else ""
    return ", ".join(part for part in (place, words.period(numbers.scope.period)) if part)


def counted(words: Words, numbers: Numbers) -> str:
    """Return "at least 3 people killed"; a unit of the dossier's own is named as it is."""
    number = words.figure(numbers)
    message = f"least-{numbers.unit}"
    if words.has(message):
        return words.text(message, n=number)
    return words.text("least-other", n=number, unit=words.label("units", numbers.unit))


def _said(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    where = scope(words, numbers)
    said = counted(words, numbers)
    if not where:
        return f"{said}."
    return words.text("sentence-scoped", scope=where, counted=said)


def _residual(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    facts = {
        "claim": numbers.rests_on[0],
        "unit": words.label("units", numbers.unit),
        "sum": words.figure(numbers, "parts_sum"),
    }
    if numbers.value is None:
        return words.text("sentence-residual-interval", **facts)
    whole = words.figure(numbers, "whole")
    return words.text("sentence-residual", n=words.figure(numbers), whole=whole, **facts)


def _verdict(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    facts = {
        "sentence": numbers.rests_on[0],
        "verdict": words.label("verdicts", str(numbers.value)),
    }
    judged = next(one for one in dossier.record.claims if one.id == numbers.rests_on[0])
    said = _own(judged.texts, "sentence", words)
    if not said:
        return words.text("sentence-verdict", **facts)
    return words.text("sentence-verdict-words", words=said, **facts)


def _attributed(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    hand = str(numbers.part("ground_undisputed"))
    grounds = numbers.scope.grounds
    facts = {
        "unit": words.label("units", numbers.scope.acts[0]),
        "grounds": words.labels("grounds", grounds) if grounds else words.text("grounds-none"),
        "n": words.figure(numbers),
    }
    if hand == "not_stated":
        return words.text("sentence-attributed-none", **facts)
    return words.text("sentence-attributed", hand=words.label("hands", hand), **facts)


def _count(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    number = words.figure(numbers)
    if numbers.scope.acts:
        unit = words.label("units", numbers.scope.acts[0])
        return words.text("count-origins", n=number, unit=unit)
    return words.text(f"count-{numbers.id}", n=number)


def _pair(words: Words, numbers: Numbers) -> dict[str, str]:
    unit = words.label("units", numbers.scope.acts[0])
    return {"unit": unit, "scope": scope(words, numbers)}


def _observed(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    return words.text(
        "sentence-observed",
        n=words.figure(numbers),
        documented=words.figure(numbers, "documented"),
        complaints=words.figure(numbers, "complaints"),
        **_pair(words, numbers),
    )


def _registered(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    if numbers.value is None:
        return words.text("sentence-unregistered-refused", **_pair(words, numbers))
    together = numbers.settings.get("raid_size") is not None
    message = "sentence-in-raids" if together else "sentence-alone"
    return words.text(message, n=words.figure(numbers), **_pair(words, numbers))


def _fits(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    share = words.figure(numbers, "share_pct")
    if numbers.value is None:
        return words.text("sentence-fits-any", share=share)
    return words.text("sentence-fits", n=words.figure(numbers), share=share)


def _survey(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    row = next(one for one in dossier.reporting if f"reporting/{one.id}" in numbers.rests_on)
    who = _own(row.texts, "who", words) or row.who
    facts = {"who": who, "scope": scope(words, numbers)}
    if numbers.value is None:
        return words.text("sentence-survey-refused", **facts)
    return words.text("sentence-survey", n=words.figure(numbers), **facts)


def _poll(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    row = next(one for one in dossier.polls if f"polls/{one.id}" in numbers.rests_on)
    question, answer = (_own(row.texts, name, words) for name in ("question", "answer"))
    facts = {
        "who": _own(row.texts, "pollster", words) or row.pollster,
        "scope": scope(words, numbers),
        "question": words.text(
            "poll-answer", question=question or row.question, answer=answer or row.answer
        ),
        "group": _own(row.texts, "group", words) or row.group,
    }
    if numbers.value is None:
        return words.text("sentence-poll-refused", **facts)
    return words.text("sentence-poll", n=words.figure(numbers), **facts)


def _own(texts: Mapping[str, str], column: str, words: Words) -> str:
    return texts.get(f"{column}_{words.language}", "")


def _records(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    name = numbers.rests_on[0].partition("/")[2]
    return words.text("sentence-records", n=words.figure(numbers), name=name)


def _listed(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    table = table_of(numbers, dossier)
    if table.about.title or table.strata:
        facts = {"subject": subject(words, numbers, dossier)}
        return words.text("sentence-documented", n=words.figure(numbers), **facts)
    return words.text("sentence-listed", n=words.figure(numbers), name=table.name)


def table_of(numbers: Numbers, dossier: Dossier) -> OverlapTable:
    """Return the table that a figure rests on."""
    name = numbers.rests_on[0].partition("/")[2]
    return next(table for table in dossier.tables if table.name == name)


def part_label(words: Words, table: OverlapTable, stratum: str) -> str:
    """Return what a stratum is called."""
    values = stratum.split(JOINT)
    if len(values) != len(table.strata):
        return stratum
    labels = [
        table.about.strata.get(column, {}).get(value, {}).get(words.language, value)
        for column, value in zip(table.strata, values, strict=True)
    ]
    return ", ".join(labels)


def subject(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    """Return what a table or one of its strata is about: its title, or its name."""
    table = table_of(numbers, dossier)
    title = table.about.title.get(words.language) or words.text("table-name", name=table.name)
    stratum = str(numbers.detail.get("stratum", ""))
    if not stratum:
        return title
    return words.text("table-part", title=title, part=part_label(words, table, stratum))


def _chao(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    facts = {"subject": subject(words, numbers, dossier), "unit": words.unit(numbers.unit)}
    if numbers.value is None:
        unseen = any(check.name == "refused_cells_not_shown" for check in numbers.checks)
        message = "sentence-chao-unseen" if unseen else "sentence-chao-refused"
        return words.text(message, **facts)
    return words.text("sentence-chao", n=words.figure(numbers), **facts)


def _estimated(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    facts = {
        "subject": subject(words, numbers, dossier),
        "unit": words.unit(numbers.unit),
        "documented": words.figure(numbers, "documented"),
    }
    if numbers.value is None:
        return words.text("sentence-estimate-refused", **facts)
    flagged = numbers.part("verdict") == "flagged"
    return words.text(
        "sentence-estimate-flagged" if flagged else "sentence-estimate",
        n=words.figure(numbers),
        low=words.figure(numbers, "low"),
        high=words.figure(numbers, "high"),
        **facts,
    )


def _persons(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    ends = {"low": words.figure(numbers, "low"), "high": words.figure(numbers, "high")}
    return words.text("sentence-persons", n=words.figure(numbers), **ends)


def _committed(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    if numbers.value is None:
        return words.text("sentence-committed-withdrawn")
    return words.text("sentence-committed", n=words.figure(numbers))


def _audited(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    return words.text(
        f"sentence-audited-{numbers.detail['proposition']}",
        n=words.figure(numbers),
        of=words.figure(numbers, "records"),
        percent=words.number(round(100 * float(numbers.settings["confidence"]), 6)),
    )


def _persons_by(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    by = str(numbers.detail["by"])
    what = words.text(f"persons-{by}", name=said_by(words, numbers))
    return words.text("sentence-persons-by", what=what, n=words.figure(numbers))


def said_by(words: Words, numbers: Numbers) -> str:
    """Return the hand, ground or place of a number of persons in words."""
    by, code = str(numbers.detail["by"]), str(numbers.detail["code"])
    if words.has(f"persons-{code}"):  # not stated, several, or disputed
        return words.text(f"persons-{code}")
    if by != "place":
        return words.label(f"{by}s", code)
    place = words.place(code)
    return words.text("persons-rest", place=place) if numbers.detail["rest"] else place


def _linked(words: Words, numbers: Numbers, dossier: Dossier) -> str:
    facts = {
        "subject": subject(words, numbers, dossier),
        "unit": words.unit(numbers.unit),
        "documented": words.figure(numbers, "persons/value"),
        "from": words.figure(numbers, "persons/low"),
        "to": words.figure(numbers, "persons/high"),
    }
    if numbers.value is None:
        return words.text("sentence-linked-refused", **facts)
    flagged = numbers.part("verdict") == "flagged"
    ends = {"low": words.figure(numbers, "low"), "high": words.figure(numbers, "high")}
    message = "sentence-linked-flagged" if flagged else "sentence-linked"
    return words.text(message, n=words.figure(numbers), **ends, **facts)


_BY_METHOD: Mapping[str, Speak] = {
    "ledger.may_be_said": _said,
    "ledger.residuals": _residual,
    "ledger.verdicts": _verdict,
    "ledger.attributions": _attributed,
    "ledger.counts": _count,
    "silence.observed": _observed,
    "silence.registered_share": _registered,
    "silence.compatible_victims": _fits,
    "silence.reporting_share": _survey,
    "silence.judge_poll": _poll,
    "lists.records": _records,
    "tables.sum": _listed,
    "estimate.chao": _chao,
    "estimate.compare": _estimated,
    "estimate.compare_strata": _estimated,
    "estimate.hidden": _estimated,
    "estimate.linked": _linked,
    "link.persons": _persons,
    "log.listed": _committed,
    "audit.anytime": _audited,
    "link.persons_by": _persons_by,
}
