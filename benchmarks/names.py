"""How well names are told apart, and how fast: writes docs/method/names.md.

``python -P benchmarks/names.py`` measures and writes both; ``--page`` writes the page only, from
results/names.json. Needs the folder ../shared with the published cases and lists.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))
RESULTS = ROOT / "benchmarks" / "results" / "names.json"
PAGE = ROOT / "docs" / "method" / "names.md"
SHARED = ROOT.parent / "shared" / "data"

NOMENKLATURA = 0.841
"""Its area under the curve, measured once on a machine of the same kind."""

Result = dict[str, Any]


def published() -> Result:
    """Area under the curve of the published cases, on the half that was looked at and the other."""
    from name_cases import area_under_curve, published_cases, scores

    pairs = published_cases(SHARED)
    found = scores(pairs.a, pairs.b)
    halves = {"all": pairs.same | True, "tuned on": ~pairs.held_out, "held out": pairs.held_out}
    return {
        name: {
            "pairs": int(which.sum()),
            "auc": round(area_under_curve(found[which], pairs.same[which]), 3),
        }
        for name, which in halves.items()
    }


def invented() -> Result:
    """Area under the curve of invented pairs, and scores of each kind."""
    from invented_names import cases
    from name_cases import area_under_curve, scores

    made = cases(seed=7)
    found = scores(tuple(case.a for case in made), tuple(case.b for case in made))
    same = np.array([case.same for case in made])
    kinds = []
    for one, kind in sorted({(not case.same, case.kind) for case in made}):
        which = np.array([(not case.same, case.kind) == (one, kind) for case in made])
        low, middle, high = (round(float(q), 2) for q in np.quantile(found[which], (0, 0.5, 1)))
        wrong = int(np.sum((found[which] > 0.5) == one))
        kinds.append([kind, not one, int(which.sum()), low, middle, high, wrong])
    return {"pairs": len(made), "auc": round(area_under_curve(found, same), 4), "kinds": kinds}


def lists() -> Result:
    """What names alone say of pairs in real lists. Only counts leave this function."""
    from vittne.link.names import Level, NameTable, read_name

    path = SHARED / "linkage" / "us_police_killings_2015_2016.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = NameTable.of([read_name(row["raw_name"]) for row in rows])
    people = defaultdict(list)
    for n, row in enumerate(rows):
        people[row["truth_clean"]].append(n)
    pairs = np.array([pair for rows_ in people.values() for pair in combinations(rows_, 2)])
    levels = table.compare(pairs[:, 0], pairs[:, 1]).level
    named = ~(table.missing[pairs[:, 0]] | table.missing[pairs[:, 1]])
    one, other = pairs[named].T
    return {
        "pairs": len(pairs),
        "levels": {level.name.lower(): int(np.sum(levels == level)) for level in Level},
        "same_key_family": _share(table.key_family[one] == table.key_family[other]),
        "same_key_both": _share(table.key_both[one] == table.key_both[other]),
    }


def _share(which: Any) -> float:
    return round(float(np.mean(which)), 4)


def speed() -> Result:
    """CPU time to read a name, and pairs compared in a CPU second, half of them of one person."""
    from invented_names import people, spell

    from vittne.link.names import NameTable, read_name

    texts = [
        text
        for p in people(6000)
        for text in (p.full, spell(p.full, "English"), spell(p.short, "German"), p.short)
    ]
    began = time.process_time()
    table = NameTable.of([read_name(text) for text in texts])
    reading = time.process_time() - began
    rng = np.random.default_rng(1)
    a = rng.integers(0, len(texts), 1_000_000)
    b = rng.integers(0, len(texts), a.size)
    b[::2] = a[::2] // 4 * 4 + b[::2] % 4
    table.compare(a[:10], b[:10])
    began = time.process_time()
    table.compare(a, b)
    seconds = time.process_time() - began
    return {
        "microseconds_a_name": round(1e6 * reading / len(texts)),
        "pairs_a_second": int(round(a.size / seconds, -4)),
    }


HEAD = """\
# How names are compared

*`benchmarks/names.py` writes this page: what was measured comes from
`benchmarks/results/names.json`, the weights from the program.*

The code is `src/vittne/link/names`. `vittne link names A B` shows for two names what is written
here. All names in tests are invented combinations.

## From letters to a skeleton
1. **Letters.** Invisible marks and apostrophes go, a word typed half in another script is read in
   the one that most of its letters can only be of, and the palochka is found as Ӏ, I, l, 1, | or і
   where one can stand. Digits inside a Latin word are the letters they look like.
2. **Sounds.** Cyrillic (Russian, Ukrainian, Chechen, Ingush, Avar, Circassian, Ossetian, Turkic
   letters), Greek, Georgian and Armenian are read letter by letter. Latin is read as English and
   passports write it, as German, French (and old passports), Turkish, or scholarly and Slavic
   Latin; the name as a whole shows which comes first, and up to four readings are kept, because
   *ch* is ч, х or ш.
3. **Skeleton.** Doubled letters, glides before vowels, soft and hard signs are gone: Мария, Mariya,
   Marija are *mara*; Джабаров, Dzhabarov, Djabaroff, Dschabarow are *jabarov*. A coarse **key** of
   consonants finds candidates.

A word in any other script is compared with words of its own script only; against another one the
part is *missing*, because nobody read it. Arabic and Chinese names are not transliterated.

## Parts
Patronymics are known by their endings (-ович, -овна, -ич, in every spelling), by *oglu, kyzy,
uulu*, by *bin, bint* between two other words, and are compared by the father's name, so that
Рамзанович, Ramzan oglu and a bare Ramzan (as Chechens write it) can agree. A comma, capitals,
initials, brackets, *née*, known given names and endings say which word is the family name. Where
they leave it open, a name has two readings; the less likely one costs evidence, and two names are
compared in the readings that fit best together. *aka*, он же, a nickname in quotation marks: more
readings. Particles (al, de, van, ...) are passed over; Abd, Abu join the word after them.

A word such as *TK, unknown, неизвестный, withheld, NN, okänd* stands for no name: the result is
*missing*, .5, also against itself.

Forms of one given name (Саша and Александр; Мохьмад and Mehmet) are *likely* the same. They stand
in `forms.csv`, which was written for this project out of general knowledge and copied from
nowhere; it is far from complete. Two known names that are forms of different ones are different,
however alike they look (Юнус, Юсуп).

The sex of a family name (-ов, -ова; -ский, -ская) is taken off before comparing. Where patronymics
show two sexes, that contradicts; where anything else does, it counts a little.

## Levels and evidence
A part is *same, likely, initial* (an initial fits), *missing, unclear, contradiction*. Two words
are as alike as one minus the cost of turning one skeleton into the other by the length of the
longer (letters that spellings confuse cost less).

"""

WEIGHTS = """
Evidence is a natural logarithm of odds. Between the rows it is linear in the likeness. It is added
up over the parts, and the score is its logistic function: so, all else equal, a part that
contradicts is below one that is missing, and that below one that agrees. The weights are chosen by
hand, on the half of the cases that is not held out, and the score is no probability: linking learns
its own weights from the levels, and calibrates on reviewed pairs.
"""


PUBLISHED = f"""\
**Published cases**: the person cases of OpenSanctions' nomenklatura, names of all the world, many
of them one letter or one syllable apart. All rows had been read through once. After that, mistakes
were looked at in one half only (chosen by a hash); the other half was scored, and nothing was
changed for it. Area under the curve (that of nomenklatura's own logic-v2 is
{NOMENKLATURA}):"""


def page(found: Result) -> str:
    """The page, made of the results and of the program's own numbers."""
    return HEAD + "\n".join((*_weights(), WEIGHTS, *_measured(found), ""))


def _weights() -> Iterator[str]:
    from vittne.link.names.kernel import LEVELS, LIKELY, SAME, UNCLEAR
    from vittne.link.names.weights import weights

    values = weights()
    yield "| likeness of two words | family | given | patronymic or middle |"
    yield "|---|---:|---:|---:|"
    rows = (
        ("1", values.same),
        (f"{LIKELY}, from where on it is *likely*", values.likely),
        ("an initial that fits", values.initial),
        ("missing in one", values.missing),
        (f"just below {LIKELY}: *unclear*", values.near),
        (f"{UNCLEAR}", values.unclear),
        (f"just below {UNCLEAR}: *contradiction*", values.apart),
        ("0.3 and less", values.different),
    )
    for name, three in rows:
        yield f"| {name} | " + " | ".join(f"{value:+.1f}" for value in three) + " |"
    yield ""
    levels = ", ".join(f"*{level.name.lower()}* from {score}" for level, score in LEVELS)
    yield f"A word is *same* from {SAME} on. The whole name is {levels}, *contradiction* below."


def _measured(found: Result) -> Iterator[str]:
    yield "## Measured"
    yield ""
    yield PUBLISHED
    yield ""
    yield "| half | pairs | area |"
    yield "|---|---:|---:|"
    for half, row in found["published"].items():
        yield f"| {half} | {row['pairs']} | {row['auc']:.3f} |"
    yield ""
    made = found["invented"]
    yield f"**Invented pairs**, {made['pairs']:,} of them, made by rule"
    yield "(`tests/tools/invented_names.py`)."
    yield "The rules are ours, so this shows that the program does what it means to, and no more:"
    yield f"area {made['auc']:.4f}."
    yield ""
    yield "| kind | one person | pairs | least | median | most | on the wrong side of .5 |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for kind, same, pairs, low, middle, high, wrong in made["kinds"]:
        one = "yes" if same else "no"
        yield f"| {kind} | {one} | {pairs} | {low:.2f} | {middle:.2f} | {high:.2f} | {wrong} |"
    yield ""
    real = found["lists"]
    counts = ", ".join(f"{level} {number:,}" for level, number in real["levels"].items())
    yield "**Real lists** (people killed by US police, 2015 and 2016), pairs of one person by their"
    yield f"names alone, {real['pairs']:,}: {counts}."
    yield f"Of the named ones {real['same_key_family']:.1%} share the key of the family name, and"
    yield f"{real['same_key_both']:.1%} both keys."
    yield ""
    fast = found["speed"]
    yield f"**Time**, on two shared cores: {fast['microseconds_a_name']} microseconds to read a"
    yield f"name, and {fast['pairs_a_second']:,} pairs in a CPU second."


def main() -> None:
    """Measure, unless only the page is asked for, and write."""
    if "--page" not in sys.argv[1:]:
        measures = (published, invented, lists, speed)
        found = {measure.__name__: measure() for measure in measures}
        RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(page(json.loads(RESULTS.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
