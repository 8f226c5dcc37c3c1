"""The enemy who holds two private releases, and the program, and some guesses; not the secrets.

What a release says comes from a handful of files: all others can be made from those, by anybody.
In these, every number is of a kind that may be said; every hash is of published bytes, or keyed.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from private_series import GONE, HELD, NEW, NOTE, build_series, held
from small_dossiers import HEAD, write_files

from vittne.audit import read_transcript
from vittne.dossier import Dossier, OverlapTable, read_dossier
from vittne.release import estimates, render_site, secrets_path
from vittne.release.corrections import Corrected
from vittne.release.disclosing import Guard
from vittne.release.metadata import write_metadata
from vittne.release.public import protected_tables, public_part, with_tables
from vittne.release.secrets import KeptRelease, new_secrets, read_secrets
from vittne.release.sentences import sentence
from vittne.release.standing import Standing
from vittne.release.words import LANGUAGES, Words, plain
from vittne.tlog import Checkpoint, Hashes, leaf_entry
from vittne.tlog.checkpoint import Note
from vittne.tlog.merkle import leaf_hash
from vittne.tlog.tiles import files_of, read_log
from vittne.verify.audit import audited_numbers
from vittne.verify.check import Verifier, verify_release
from vittne.verify.figures import Figure, load_figures
from vittne.verify.pyz import build_pyz
from vittne.verify.recompute import numbers
from vittne.verify.tables import render_tables

BASE = 3


@dataclass(frozen=True)
class Series:
    """What the enemy holds, and beside it what the enemy does not."""

    folder: Path
    kept: tuple[KeptRelease, KeptRelease]

    @property
    def releases(self) -> tuple[Path, Path]:
        return self.folder / "one", self.folder / "two"

    @property
    def dossier(self) -> Path:
        return self.folder / "dossier"


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Series:
    folder = tmp_path_factory.mktemp("enemy")
    return Series(folder, build_series(folder))


def figures(release: Path) -> dict[str, Figure]:
    return {one.id: one for one in load_figures(release / "data" / "figures.json")}


def claims(release: Path) -> list[dict[str, Any]]:
    return [json.loads(entry) for entry in _entries(release / "log" / "claims")]


def _entries(log: Path) -> tuple[bytes, ...]:
    note = (log / "checkpoint").read_text("utf-8")
    return read_log(files_of(log), Checkpoint.parse(Note.parse(note).text).tree)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- what there is to be read ------------------------------------------------------------------

SOURCES = {
    "data/dossier.toml",
    "data/figures.json",
    "data/tables/held.csv",
    "data/tables/held.toml",
    "data/tables/linked.csv",
    "data/tables/linked.toml",
    "log/audit.json",
    "log/claims/checkpoint",
    "log/keys.txt",
    "log/list/checkpoint",
}
"""All else is made of these and of the entries of both logs, by whoever has the program."""


def _standing(release: Path) -> Standing:
    """What pages say of logs, audit and corrections, read from the release."""
    [*_, opened] = [one for one in claims(release) if one["type"] == "release"]
    [told] = [one for one in claims(release) if one["type"] == "correction"]
    note = (release / "log" / "list" / "checkpoint").read_text("utf-8")
    return Standing(
        number=opened["number"],
        supersedes=opened["supersedes"],
        keys=tuple((release / "log" / "keys.txt").read_text("utf-8").split()),
        listed=Checkpoint.parse(Note.parse(note).text).tree,
        list_origin=opened["list"]["origin"],
        audit=read_transcript(json.loads((release / "log" / "audit.json").read_bytes())),
        corrected=Corrected(**told["people"], counts=told["counts"]),
    )


def test_pages_pictures_and_tables_say_nothing_that_the_sources_do_not(
    series: Series, tmp_path: Path
) -> None:
    """Made again without the dossier, every one of them is the same, byte by byte."""
    release = series.releases[1]
    there = _bytes(release)
    for name in SOURCES:
        if name.startswith("data/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(there[name])
    data = tmp_path / "data"
    public = read_dossier(data)
    for name, content in render_tables(public).items():
        (data / name).write_bytes(content)
    shown = tuple(figures(release).values())
    render_site(shown, public, tmp_path, standing=_standing(release))
    write_metadata(public, tmp_path)
    (tmp_path / "verify.pyz").write_bytes(build_pyz())
    again = _bytes(tmp_path)
    assert {name for name in again if again[name] != there[name]} == set()
    left = {name for name in there.keys() - again.keys() - SOURCES if "/tile/" not in name}
    assert {name for name in left if not name.startswith("log/proofs/")} == {
        "MANIFEST.sha256",
        "verify/check_log.go",
    }
    # Tiles, proofs and the manifest follow from the entries and files: that is verifying.
    report = verify_release(release, Verifier("the tests"))
    assert [(one.path, one.text) for one in report.failures] == []


# --- numbers -----------------------------------------------------------------------------------

Said = Callable[[Any], bool]


def _numbers_in(value: Any, way: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _numbers_in(one, f"{way}/{name}")
    elif isinstance(value, list):
        for one in value:
            yield from _numbers_in(one, f"{way}/*")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield way, value


def _kinds(release: Path) -> list[tuple[str, Said]]:
    """Which numbers may be said: where they stand, and what must hold of them."""
    found = figures(release)
    listed, counted = (found[id_].numbers.value for id_ in ("listed", "listed-held"))
    persons = found["persons"].numbers
    assert persons.interval is not None
    ends_of_persons = (persons.value, persons.interval.low, persons.interval.high)
    public = _recomputed(release)
    ends = r"/(value|interval/(low|high))"
    return [
        # Not of people: how many lists and draws there are, pairs that were reviewed, settings.
        (r"/persons/checks/lists", lambda n: n == len(persons.rests_on)),
        (r"/persons/checks/draws", lambda n: n == persons.settings["draws"]),
        (r"/persons/checks/reviewed", lambda n: n <= 30),
        (r"/persons/detail/thresholds/\*/at_pct", lambda n: n <= 99.9),
        (r"/[^/]+/interval/level", lambda n: n == 0.95),
        (r"/[^/]+/settings/.*", lambda n: True),  # held against another release below
        (r"/[^/]+/seed", lambda n: n == 0),
        # The record of disclosure follows from what is shown: tests/below/disclose/test_record.py.
        (r"/[^/]+/disclosure/base", lambda n: n == BASE),
        (r"/[^/]+/disclosure/(tables|cells|merged|changed|withdrawn)", lambda n: n >= 0),
        # The number of people is the size of the list log, and exact; so is a table's total.
        (rf"/listed{ends}", lambda n: n == listed),
        (r"/(persons|estimated-linked)/checks/typical", lambda n: n == listed),
        (rf"/listed-held{ends}|/estimated-held/checks/documented", lambda n: n == counted),
        # What anybody computes from the tables as they are shown, or from log/audit.json.
        (
            r"/(bound|listed|audited)-\w+/.*|/estimated-\w+/checks/(on_two_lists|chao_at_least)",
            lambda n: n in public or n == BASE,
        ),
        # Cells: multiples; one of each table takes the rest, and is told apart below.
        (r"/persons-\w+-.*/value", lambda n: n >= 2 * BASE),
        (r"/persons-\w+-.*/interval/(low|high)", lambda n: n >= 2 * BASE - 2),
        # Rounded by the key: to tens, or to steps of five and more; never below what is documented.
        (rf"/records-\w+{ends}", lambda n: n % 10 == 0),
        (r"/persons/detail/(thresholds/\*/persons|weak/records)", lambda n: n % 10 == 0),
        (r"/estimated-linked/detail/variance/\w+_pct", lambda n: n % 10 == 0),
        (rf"/(persons|estimated-linked){ends}", lambda n: n % 5 == 0),
        (
            r"/estimated-linked/detail/persons/\w+",
            lambda n: n in ends_of_persons,
        ),
        (rf"/estimated-held{ends}", lambda n: n % 10 == 0 or n == counted),
    ]


def _recomputed(release: Path) -> set[float]:
    """Every number that follows from the shown tables, and from the audit."""
    found = [*numbers(read_dossier(release / "data"))]
    for file in release.glob("log/audit.json"):
        transcript = read_transcript(json.loads(file.read_bytes()))
        found += audited_numbers(transcript, read_dossier(release / "data"))
    said = {n for one in found for _, n in _numbers_in(json.loads(json.dumps(_plain(one))))}
    for name in ("held", "linked"):
        for row in (release / "data" / "tables" / f"{name}.csv").read_text().splitlines()[1:]:
            said.add(int(row.rpartition(",")[2]))
    twice = [table.rows for table in read_dossier(release / "data").tables]
    return said | {sum(row.count for row in rows if sum(row.on) > 1) for rows in twice}


def _plain(one: Any) -> Any:
    from vittne.verify.figures import Figure as Whole

    figure = Whole(numbers=one, sentence={}, seed=0, inputs={}, software={}, disclosure={})
    return figure.to_dict()


def _by_name(entry: dict[str, Any]) -> dict[str, Any]:
    checks = {check["name"]: check["value"] for check in entry["checks"]}
    return {**entry, "checks": checks}


@pytest.mark.parametrize("number", [0, 1])
def test_every_number_of_the_figures_is_of_a_kind_that_may_be_said(
    series: Series, number: int
) -> None:
    release = series.releases[number]
    kinds = _kinds(release)
    unexplained = []
    for entry in json.loads((release / "data" / "figures.json").read_bytes()):
        for way, n in _numbers_in(_by_name(entry), f"/{entry['id']}"):
            right = next((one for where, one in kinds if re.fullmatch(where, way)), None)
            if right is None or not right(n):
                unexplained.append((way, n))
    assert unexplained == []


def test_cells_are_multiples_but_for_the_one_that_takes_the_rest(series: Series) -> None:
    for release in series.releases:
        found = figures(release)
        for by in ("hand", "ground", "place"):
            cells = [one.numbers.value for id_, one in found.items() if f"persons-{by}-" in id_]
            assert sum(int(str(n)) % BASE > 0 for n in cells) <= 1
            assert sum(map(int, map(str, cells))) in (0, found["listed"].numbers.value)
        for table in read_dossier(release / "data").tables:
            rounded = table.about.rounded
            assert rounded is not None
            assert all(row.count >= 2 * BASE for row in table.rows)
            if rounded.residual:
                assert all(row.count % BASE == 0 for row in table.rows)
                assert rounded.residual >= 3 * BASE - 2
            assert not table.strata


def test_settings_and_sentences_know_no_more_than_the_numbers(series: Series) -> None:
    one, two = map(figures, series.releases)
    for id_ in one.keys() & two.keys():
        assert one[id_].numbers.settings == two[id_].numbers.settings
    public = read_dossier(series.releases[1] / "data")
    for figure in two.values():
        for language in LANGUAGES:
            words = Words(language, public.region_labels)
            said = plain(sentence(words, figure.numbers, public))
            assert figure.sentence[language] == said


def test_the_claims_say_nothing_that_the_releases_do_not(series: Series) -> None:
    """The log only grows: what one release shows too much of, no other takes back."""
    one, two = series.releases
    before, now = claims(one), claims(two)
    assert now[: len(before)] == before
    shown = {entry["id"]: entry for entry in json.loads((one / "data/figures.json").read_bytes())}
    for entry in before:
        if entry["type"] == "figure":
            whole = shown[entry["id"]]
            assert all(whole[name] == entry[name] for name in entry.keys() - {"type", "sha256"})
    keys = {
        "release": {"type", "number", "supersedes", "list", "software"},
        "plan": {"type", "propositions", "share", "confidence", "chance", "records", "list"}
        | {"stop_at", "exact_risk"},
        "result": {"type", "release", "list", "chance", "results"},
        "correction": {"type", "release", "people", "counts"},
        "withdrawal": {"type", "id"},
        "content": {"type", "sha256"},
    }
    for entry in now:
        assert entry["type"] == "figure" or entry.keys() == keys[entry["type"]]
    [told] = [entry for entry in now if entry["type"] == "correction"]
    assert told["counts"] == {
        "added": {"not_stated": NEW},
        "withdrawn": {"consent_withdrawn": GONE},
    }


def test_an_audit_says_of_a_leaf_whether_it_was_shown_and_no_more(series: Series) -> None:
    text = (series.releases[1] / "log" / "audit.json").read_bytes()
    whole = json.loads(text)
    assert whole.keys() == {"format", "release", "list", "plan", "chance", "inspected"}
    assert all(one.keys() == {"leaf", "verdicts"} for one in whole["inspected"])
    assert whole == read_transcript(whole).to_dict()


def test_the_head_says_what_every_release_says(series: Series) -> None:
    said = tomllib.loads((series.releases[1] / "data" / "dossier.toml").read_text("utf-8"))
    assert said.keys() == {"id", "languages", "title", "disclosure"}
    held_toml = tomllib.loads((series.releases[1] / "data/tables/held.toml").read_text("utf-8"))
    assert held_toml.keys() == {"rounded"}


# --- bytes -------------------------------------------------------------------------------------


def test_every_hash_is_of_published_bytes_or_keyed(series: Series) -> None:
    """An open hash of a record, a list or a true table would answer every guess."""
    for n, release in enumerate(series.releases):
        there = _bytes(release)
        known = {hashlib.sha256(content).hexdigest() for content in there.values()}
        known |= {hashlib.sha256(_bytes(one)["MANIFEST.sha256"]).hexdigest() for one in
                  series.releases[:n]}  # fmt: skip
        for older in series.releases[: n + 1]:
            known |= {hashlib.sha256(one).hexdigest() for one in _bytes(older).values()}
            known |= {Hashes(_entries(older / "log" / "list")).tree.root.hex()}
            known |= _content(older)
            for entry in json.loads((older / "data" / "figures.json").read_bytes()):
                canonical = json.dumps(
                    entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")
                )
                known.add(hashlib.sha256(canonical.encode()).hexdigest())
        said = {
            found.decode()
            for name, content in there.items()
            if name != "verify.pyz"
            for found in re.findall(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", content)
        }
        assert said - known == set()


def _content(release: Path) -> set[str]:
    """The hash that ties all files of a release, from its manifest alone."""
    apart = ("log/claims/", "log/list/", "log/proofs/", "log/keys.txt")
    lines = (release / "MANIFEST.sha256").read_bytes().splitlines(keepends=True)
    tied = [line for line in lines if not line[66:].decode().startswith(apart)]
    return {hashlib.sha256(b"".join(tied)).hexdigest()}


def test_no_secret_and_no_word_of_a_record_is_in_any_file(series: Series) -> None:
    secrets = read_secrets(secrets_path(series.dossier))
    hidden = {secrets.log_key, secrets.rounding_key}
    hidden |= {leaf.salt for kept in series.kept for leaf in kept.leaves if leaf.salt}
    forms = {
        form
        for one in hidden
        for form in (one, one.hex().encode(), one.hex().upper().encode(), b64encode(one))
    }
    words = _words_of_records(series)
    for release in series.releases:
        for name, content in _bytes(release).items():
            assert not any(form in content for form in forms), name
            if name != "verify.pyz":  # programs, and the same for everybody
                assert not words & set(re.findall(rb"[\w-]+", content)), name


def _words_of_records(series: Series) -> set[bytes]:
    """Names and days, and whatever was noted."""
    said = {NOTE.encode()}
    for kept in series.kept:
        for leaf in kept.leaves:
            for row in json.loads(leaf.record):
                said |= {part.encode() for part in row["name"].split() if len(part) > 4}
                said |= {row["date"].encode()} if len(row["date"]) == 10 else set()
    assert len(said) > 200
    return said


def test_whoever_knows_a_whole_record_finds_it_in_no_log(series: Series) -> None:
    """Not by any key that is at hand; and nobody is found again in the next release."""
    first, second = series.kept
    assert first.list_root is not None
    key = b64decode(
        (series.releases[0] / "log" / "keys.txt").read_text().split()[0].split("+", 2)[2]
    )
    there = [b"".join(_bytes(release / "log").values()) for release in series.releases]
    for leaf in first.leaves[:20]:
        guesses = [hashlib.sha256(leaf.record).digest(), leaf_hash(leaf.record)]
        guesses += [
            leaf_entry(salt, leaf.record)
            for salt in (bytes(32), key[1:], first.list_root, leaf.person[0].encode().ljust(32))
        ]
        assert not any(guess in log for guess in guesses for log in there)
    assert not {leaf.entry for leaf in first.leaves} & {leaf.entry for leaf in second.leaves}
    stayed = {leaf.record: leaf.index for leaf in second.leaves}
    both = [(leaf.index, stayed[leaf.record]) for leaf in first.leaves if leaf.record in stayed]
    assert len(both) > 50
    # Who stood before another stands behind them as often: the order is new.
    same = sum((a < c) == (b < d) for a, b in both for c, d in both if a != c)
    assert 0.35 < same / (len(both) * (len(both) - 1)) < 0.65


# --- guesses -----------------------------------------------------------------------------------

KEYS = 100


def _guesses() -> list[dict[tuple[int, ...], int]]:
    """The truth, and tables where one person of a small cell is elsewhere."""
    true = dict(HELD)
    moves = [((0, 1, 1), (1, 0, 1)), ((1, 0, 1), (0, 1, 1)), ((1, 1, 1), (0, 1, 1))]
    moves += [((0, 1, 1), (0, 0, 1))]
    found = [true]
    for away, to in moves:
        found.append({on: n - (on == away) + (on == to) for on, n in true.items()})
    return found


def _said_of(dossier: Dossier, key: bytes) -> tuple[str, str]:
    """Everything that a release says of a table; and what it would say without rounding."""
    guard = Guard(replace(new_secrets("small"), rounding_key=key), BASE)
    protected = protected_tables(dossier, guard)
    public = with_tables(public_part(dossier), [shown for shown, _ in protected.values()])
    hidden = {name: true for name, (_, true) in protected.items()}
    asked = estimates.estimate_tables(public, lambda *_: None, guard, None, hidden)
    said = [_plain(one) for one in estimates.estimate_numbers(public, asked)]
    shown = f"{said} {public.tables} {guard.records}"
    return shown, f"{shown} {asked.tables['estimated-held'].interval}"


def test_who_guesses_the_true_table_learns_hardly_which_guess_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who makes the release of each guess, with keys of one's own, finds that all look like it."""
    ask = estimates._compared
    answers: dict[object, Any] = {}

    def once(dossier: Dossier, table: OverlapTable, progress: Any) -> Any:
        """Engines are deterministic: they are asked about each guess once."""
        if table.rows not in answers:
            answers[table.rows] = ask(dossier, table, progress)
        return answers[table.rows]

    monkeypatch.setattr(estimates, "_compared", once)
    seen = []
    for n, guess in enumerate(_guesses()):
        files = {"dossier.toml": HEAD, "tables/held.csv": held(guess)}
        dossier = read_dossier(write_files(tmp_path / str(n), files))
        seen.append([_said_of(dossier, f"{n} {k}".encode()) for k in range(KEYS)])
    assert _sure([[shown for shown, _ in one] for one in seen]) < 2 / len(seen)
    assert _sure([[careless for _, careless in one] for one in seen]) > 0.8


def _sure(seen: list[list[str]]) -> float:
    """How sure the enemy is of the first guess, which is the truth, on average."""
    counted = [Counter(one) for one in seen]
    true = counted[0]
    return sum(n / KEYS * n / sum(of[said] for of in counted) for said, n in true.items())
