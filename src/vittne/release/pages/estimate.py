"""What pages show of an estimate: beside the documented, with all that speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from vittne.dossier import OverlapTable
from vittne.release.drawings import Drawn
from vittne.release.pages import linked
from vittne.release.pages.views import Views
from vittne.release.quotes import Text
from vittne.release.sentences import part_label, subject, table_of
from vittne.release.words import Words
from vittne.verify.estimates import (
    ADDED,
    FLAGGED,
    KIND,
    LINKED,
    UNSEEN,
    USABLE,
    VERDICTS,
    estimate_command,
)
from vittne.verify.figures import Numbers
from vittne.verify.linked import PERSONS_ID
from vittne.verify.recompute_tables import part_id

Row = list[Markup | str]

FEW, MANY = 3, 7
"""To so many lists none can be left out; beyond so many none are merged."""


def estimates(views: Views) -> list[dict[str, Any]]:
    """Every table of the dossier, for the front page: documented and estimated, side by side."""
    return [_entry(views, table) for table in views.dossier.tables]


def _documented(table: OverlapTable) -> str:
    """Return the id of the figure that says how many people of a table are documented."""
    return PERSONS_ID if table.about.drawn else part_id("listed", table.name, "")


def summary(views: Views) -> list[Markup]:
    """Say for each table who is documented, and the estimate if it can stand without reasons."""
    lines = []
    if not views.dossier.tables and PERSONS_ID in views.numbers:  # one list, and no overlaps
        lines.append(views.sentence(views.numbers[PERSONS_ID]))
    for table in views.dossier.tables:
        documented = views.sentence(views.numbers[_documented(table)])
        estimate = views.numbers.get(part_id(KIND, table.name, ""))
        if estimate is not None:
            verdict = str(estimate.part("verdict"))
            doubted = verdict != USABLE
            more = views.words.html(f"root-{verdict}") if doubted else views.sentence(estimate)
            documented = Markup("{} {}").format(documented, more)
        lines.append(documented)
    return lines


def _entry(views: Views, table: OverlapTable) -> dict[str, Any]:
    documented = views.numbers[_documented(table)]
    there = [id_ for id_ in _ids(table) if id_ in views.numbers]
    parts = [_estimate_row(views, views.numbers[id_], f"{id_}-beside") for id_ in there]
    return {
        "id": documented.id,
        "key": f"table-{documented.id}",
        "heading": _title(views, table),
        "sentence": views.sentence(documented),
        "parts": parts,
    }


def _title(views: Views, table: OverlapTable) -> str:
    name = views.words.text("table-name", name=table.name)
    return table.about.title.get(views.words.language) or name


def _ids(table: OverlapTable) -> list[str]:
    """The ids of a table's estimates: the whole first, then its strata."""
    return [part_id(KIND, table.name, stratum) for stratum in dict.fromkeys(["", *table.parts])]


def _estimate_row(views: Views, numbers: Numbers, key: str) -> dict[str, Any]:
    return views.row(
        numbers,
        key=key,
        flagged=numbers.part("verdict") == FLAGGED,
        reasons=reasons(views, numbers),
        beside=beside(views, numbers),
        caption=f"{subject(views.words, numbers, views.dossier)}. "
        + views.words.text("estimate-beside-caption"),
    )


def about(views: Views, numbers: Numbers) -> dict[str, Any] | None:
    """Everything that the page of an estimate shows beyond other figures' pages."""
    if numbers.kind != KIND:
        return None
    table = table_of(numbers, views.dossier)
    verdict = str(numbers.part("verdict"))
    engines = numbers.detail.get("engines", ())
    return {
        "verdict": views.words.text(
            "estimate-verdict-heading", verdict=views.words.label(VERDICTS, verdict)
        ),
        "meaning": views.words.text(f"estimate-verdict-{verdict}"),
        "reasons": reasons(views, numbers),
        "hull": bool(numbers.detail.get("joined")),
        "beside": beside(views, numbers),
        "linked": linked.of_estimate(views, numbers),
        "unseen": numbers.method in UNSEEN,
        "engines": [row for index in range(len(engines)) for row in _engine(views, numbers, index)],
        "variants": list(_variants(views, numbers)),
        "notes": _notes(views, numbers, table),
        "parts": _parts(views, numbers, table),
        "at_least": _at_least(views, numbers),
        "pictures": pictures(views, numbers, table),
        "lists": _lists(views, table),
        "facts": list(_facts(views, table)),
        "command": estimate_command(table, views.dossier, "data"),
    }


def reasons(views: Views, numbers: Numbers) -> list[Markup]:
    """Say in words, rule by rule, what speaks against an estimate."""
    # Where the engines' own number is not said, what speaks against that number is not either.
    unsaid = numbers.value is None or numbers.detail.get("borrowed")
    return [
        _reason(views, numbers, index)
        for index, reason in enumerate(numbers.detail["reasons"])
        if not unsaid or reason["rule"] in _OF_REFUSAL
    ]


def _reason(views: Views, numbers: Numbers, index: int) -> Markup:
    words, reason = views.words, numbers.detail["reasons"][index]
    message = f"rule-{reason['rule']}"
    if reason["rule"] == "part":
        part = views.numbers[part_id(KIND, _table_name(numbers), reason["stratum"])]
        label = part_label(words, table_of(numbers, views.dossier), reason["stratum"])
        verdict = words.label(VERDICTS, str(part.part("verdict")))
        return words.html(message, part=label, verdict=verdict)
    if reason["rule"] == "few_overlaps":
        return words.html(message, n=words.figure(numbers, "on_two_lists"))
    variant = reason.get("variant")
    if variant and variant["value"] is not None:
        way = f"reasons/{index}/variant"
        facts = {
            "n": words.figure(numbers, f"{way}/value"),
            "expected": words.figure(numbers, f"{way}/expected"),
            "low": words.figure(numbers, f"{way}/low"),
            "high": words.figure(numbers, f"{way}/high"),
            **dict(zip("ab", variant["of"], strict=False)),
        }
        said = words.html(message, **facts)
        if len(numbers.detail["lists"]) > MANY:  # asked with another engine than the one that leads
            said += Markup(" ") + words.html("estimate-asked-loglinear")
        return said
    if reason["rule"] == "several_modes":
        return Markup(" ").join([words.html(message), *_modes(words, numbers, reason["text"])])
    if not words.has(message):  # a rule of which this language has no words yet
        return Text(reason["text"], "en").html
    return words.html(message)


def _modes(words: Words, numbers: Numbers, text: str) -> Iterator[Markup]:
    """Yield the answers of the engine that a reason speaks of, all of them in one sentence."""
    for index, engine in enumerate(numbers.detail["engines"]):
        if not engine["modes"] or not text.startswith(engine["method"]):
            continue
        answers = [
            Markup("{} ({})").format(
                words.html("value", n=words.figure(numbers, f"engines/{index}/modes/{mode}/at")),
                _range(words, numbers, f"engines/{index}/modes/{mode}/"),
            )
            for mode in range(len(engine["modes"]))
        ]
        name = words.text(f"engine-{engine['method']}")
        yield words.html("estimate-modes", engine=name, answers=Markup("; ").join(answers))


_OF_REFUSAL = (
    *("borrowed", "few_lists", "few_overlaps", "no_number", "not_reviewed", "part"),
    *("refused_draws", "unidentified"),
)
"""Rules that refuse a number, and those about whole and parts; all others judge a number."""


def _table_name(numbers: Numbers) -> str:
    return numbers.rests_on[0].partition("/")[2]


def beside(views: Views, numbers: Numbers) -> list[Row]:
    """Documented, at least, estimated, published by others: side by side, never added."""
    words, text = views.words, views.words.text
    table = table_of(numbers, views.dossier)
    none = text("estimate-none")
    drawn = numbers.method == LINKED
    rows: list[Row] = list(linked.beside(views, numbers)) if drawn else []
    if not drawn:
        rows.append([text("estimate-row-documented"), _shown(words, numbers, "documented")])
    bound = views.numbers.get(part_id("bound", table.name, numbers.detail["stratum"]))
    if bound is not None and numbers.method != ADDED:
        value = words.html("estimate-from", low=words.figure(bound)) if bound.value else none
        rows.append([text("linked-row-chao" if drawn else "estimate-row-chao"), value])
    shown: Markup | str = none
    if numbers.value is not None:
        shown = _with_range(_shown(words, numbers, "value"), _range(words, numbers, ""))
    rows.append([text("estimate-row-estimate"), shown])
    if drawn and any(check.name == "truth" for check in numbers.checks):
        rows.append([text("linked-row-truth-all"), _shown(words, numbers, "truth")])
    if numbers.detail.get("pooled"):
        pooled = _shown(words, numbers, "pooled/value")
        ends = _range(words, numbers, "pooled/")
        rows.append([text("estimate-row-pooled"), _with_range(pooled, ends)])
    for one in table.about.published:
        if one.stratum == numbers.detail["stratum"]:
            who = one.label.get(words.language) or next(iter(one.label.values()), "")
            label = words.html("estimate-row-published", who=who)
            said = Markup("{} ({})").format(label, views.source(one.address))
            ends = ""
            if one.low is not None and one.high is not None:
                ends = text("estimate-range", low=one.low, high=one.high)
            value = "" if one.value is None else words.number(one.value)
            rows.append([said, _with_range(value, ends) if value else ends])
    return rows


def _with_range(value: Markup | str, ends: Markup | str) -> Markup | str:
    return Markup("{} ({})").format(value, ends) if ends else value


def _shown(words: Words, numbers: Numbers, part: str) -> Markup:
    return words.html("value", n=words.figure(numbers, part))


def _range(words: Words, numbers: Numbers, way: str) -> Markup | str:
    low, high = f"{way}low", f"{way}high"
    if numbers.value is None or (not way and numbers.interval is None):
        return ""
    if numbers.part(low) is None or numbers.part(high) is None:
        return ""
    ends = {"low": words.figure(numbers, low), "high": words.figure(numbers, high)}
    return words.html("estimate-range", **ends)


def _engine(views: Views, numbers: Numbers, index: int) -> Iterator[Row]:
    """Yield an engine's row, and one for each of its answers if it has several."""
    words, way = views.words, f"engines/{index}/"
    engine = numbers.detail["engines"][index]
    name = words.text(f"engine-{engine['method']}")
    remark = words.text("estimate-leads") if engine["method"] == numbers.detail["method"] else ""
    if engine["value"] is None:
        refusals = Markup("; ").join(_refusal(words, one) for one in engine["refusals"])
        yield [name, words.text("estimate-none"), "", refusals or remark]
        return
    yield [name, _shown(words, numbers, f"{way}value"), _range(words, numbers, way), remark]
    for number, mode in enumerate(engine["modes"]):
        inside = f"{way}modes/{number}/"
        said = words.text("estimate-mode")
        if mode["weight_pct"] is not None:
            weight = words.figure(numbers, f"{inside}weight_pct")
            said = words.html("estimate-mode-weight", weight=weight)
        yield [name, _shown(words, numbers, f"{inside}at"), _range(words, numbers, inside), said]


def _refusal(words: Words, refusal: Mapping[str, str]) -> Markup:
    message = f"refusal-{refusal['rule']}"
    if words.has(message):
        return words.html(message)
    return Text(refusal["text"], "en").html


def _variants(views: Views, numbers: Numbers) -> Iterator[dict[str, Any]]:
    """Yield the tables in which the question is put differently."""
    text, words = views.words.text, views.words
    change, answer, ends = (text(f"estimate-col-{one}") for one in ("change", "answer", "interval"))
    for name in ("leave_one_out", "merges", "inside", "priors"):
        found = numbers.detail.get(name, ())
        if not found:
            continue
        known = [text("estimate-col-known")] if name == "inside" else []
        yield {
            "key": name.replace("_", "-"),
            "caption": text(f"estimate-{name.replace('_', '-')}-caption"),
            "header": [change, *known, answer, ends],
            "rows": [_variant(words, numbers, name, index) for index in range(len(found))],
        }
    steps = numbers.detail.get("trajectory", ())
    if steps:
        columns = ("sightings", "documented", "answer", "lowest")
        yield {
            "key": "trajectory",
            "caption": text("estimate-trajectory-caption"),
            "header": [text(f"estimate-col-{one}") for one in columns],
            "rows": [_step(words, numbers, index) for index in range(len(steps))],
        }
    dial = numbers.detail.get("dial")
    if dial:
        a, b = dial["lists"]
        yield {
            "key": "dial",
            "caption": text("estimate-dial-caption", a=a, b=b),
            "header": [text("estimate-col-odds", a=a, b=b), answer, ends],
            "rows": [_setting(words, numbers, index) for index in range(len(dial["settings"]))],
        }


def _variant(words: Words, numbers: Numbers, name: str, index: int) -> Row:
    variant, way = numbers.detail[name][index], f"{name}/{index}/"
    of = dict(zip("ab", variant["of"], strict=False))
    if name == "priors":
        label = words.text(f"estimate-prior-{of['a']}")
    elif name == "inside":
        label = of["a"]
    else:
        label = words.text(f"estimate-{'merged' if name == 'merges' else 'without'}", **of)
    known: Row = [_shown(words, numbers, f"{way}expected")] if name == "inside" else []
    if variant["value"] is None:
        return [label, *known, words.text("estimate-none"), ""]
    return [label, *known, _shown(words, numbers, f"{way}value"), _range(words, numbers, way)]


def _step(words: Words, numbers: Numbers, index: int) -> Row:
    way = f"trajectory/{index}/"
    return [
        words.html("percent", n=words.figure(numbers, f"{way}kept_pct")),
        _shown(words, numbers, f"{way}observed"),
        _shown(words, numbers, f"{way}value"),
        _range(words, numbers, way),
    ]


def _setting(words: Words, numbers: Numbers, index: int) -> Row:
    way = f"dial/settings/{index}/"
    setting = numbers.detail["dial"]["settings"][index]
    if setting["odds_ratio"] == 1:
        label: Markup | str = words.text("estimate-odds-neutral")
    else:
        label = words.html("estimate-odds", ratio=words.figure(numbers, f"{way}odds_ratio"))
    if setting["value"] is None:
        return [label, words.text("estimate-none"), ""]
    ends = _range(words, numbers, way) or words.text("estimate-odds-excluded")
    return [label, _shown(words, numbers, f"{way}value"), ends]


def _notes(views: Views, numbers: Numbers, table: OverlapTable) -> list[str]:
    if numbers.method in (ADDED, *UNSEEN):
        return []
    count = len(numbers.detail["lists"])
    notes = ["estimate-note-few"] if count <= FEW else []
    notes += ["estimate-note-many"] if count > MANY else []
    notes += ["estimate-note-empty"] if count < len(table.lists) else []
    return [views.words.text(note) for note in notes]


def _parts(views: Views, numbers: Numbers, table: OverlapTable) -> list[dict[str, Any]]:
    if numbers.method != ADDED:
        return []
    ids = [part_id(KIND, table.name, part) for part in numbers.detail["parts"]]
    return [_estimate_row(views, views.numbers[id_], f"{id_}-part") for id_ in ids]


def _at_least(views: Views, numbers: Numbers) -> Markup | str:
    if not numbers.detail.get("at_least") or not _some_part(views, numbers):
        return ""
    return views.words.html("estimate-at-least", n=views.words.figure(numbers, "at_least/low"))


def _some_part(views: Views, numbers: Numbers) -> bool:
    """Whether any part has a number: else the least is the number documented."""
    return len(numbers.detail["refused"]) < len(numbers.detail["parts"])


def pictures(views: Views, numbers: Numbers, table: OverlapTable) -> Sequence[Drawn]:
    """Draw the engines, their shapes, and the question put differently; not what is refused."""
    found = views.estimates.tables.get(numbers.id)
    if found is None or numbers.value is None or numbers.method in UNSEEN:
        return ()
    published = [
        (one.label.get(views.words.language, ""), float(one.value), _end(one.low), _end(one.high))
        for one in table.about.published
        if one.value is not None and one.stratum == numbers.detail["stratum"]
    ]
    return views.drawings.estimate(found, published)


def _end(value: int | None) -> float | None:
    return None if value is None else float(value)


def _lists(views: Views, table: OverlapTable) -> list[Row]:
    rows: list[Row] = []
    for name in table.lists:
        label = table.about.lists.get(name, {}).get(views.words.language, "")
        if label:
            rows.append([name, label])
    return rows


def _facts(views: Views, table: OverlapTable) -> Iterator[Markup]:
    text, known = views.words.text, table.about
    for name in ("definition", "source", "note"):
        words = _own(views, getattr(known, name))
        if not words:
            continue
        line = Markup("<strong>{}</strong> {}").format(text(f"estimate-{name}"), words.html)
        if name == "source" and known.address:
            line += Markup(" ({})").format(views.source(known.address))
        yield line
    if known.licence:
        yield Markup("<strong>{}</strong> {}").format(
            text("estimate-licence"), escape(known.licence)
        )


def _own(views: Views, texts: Mapping[str, str]) -> Text:
    """Return a text in the page's language, or in another with its mark."""
    own = texts.get(views.words.language)
    if own:
        return Text(own)
    language, words = next(iter(texts.items()), ("", ""))
    return Text(words, language)
