"""What is written reads back the same, or nothing is written at all."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.dossier import (
    Dossier,
    ListedRecord,
    OverlapRow,
    OverlapTable,
    RecordList,
    Review,
    Scope,
    Settings,
    new_dossier,
    read_dossier,
    write_dossier,
)
from vittne.ledger.model import Claim, Part, Record, Relation
from vittne.silence.model import DocumentedCount, OfficialAnswer, Poll, ReportingSurvey
from vittne.terms.codes import code_list
from vittne.terms.edtf import parse_edtf
from vittne.terms.errors import UserError
from vittne.terms.places import Gazetteer

# --- every dossier that can be thought of --------------------------------------------------------

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from("\n\",;|=+-@'\t"),
    max_size=12,
).map(str.strip)
FILLED = TEXT.filter(bool)
ID = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True)
WHOLE = st.none() | st.integers(0, 10**15 - 1)
NUMBER = st.integers(0, 10**6) | st.integers(1, 10**6).map(lambda n: n + 0.25) | st.just(1e-7)
PERIOD = st.none() | st.sampled_from(
    ["2017", "2017-02~", "2017-02-2X", "2017-01/2017-03", "2018-12-29/..", "[2017,2019]"]
).map(parse_edtf)
PLACE = st.sampled_from(["", "RU", "RU-CE", "RU-CE/grozny", "north", "inner"])
ADDRESS = st.sampled_from(["", "https://example.org/a?b=c,d", "http://example.org/\u0436"])
EXTRA = st.dictionaries(st.sampled_from(["note_ru", "note_sv", "source of it"]), FILLED, max_size=2)
PLACES = Gazetteer({"north": ("RU-CE", "inner"), "inner": ("RU-DA",)})


def code(name: str, *, empty: bool = True) -> st.SearchStrategy[str]:
    return st.sampled_from([*([""] if empty else []), *code_list(name).codes])


def codes(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(code(name, empty=False), unique=True, max_size=3).map(tuple)


def rising(*names: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(values, min_size=len(names), max_size=len(names)).map(
        lambda drawn: dict(zip(names, sorted(drawn), strict=True))
    )


def build(model: Callable[..., Any], **values: Any) -> st.SearchStrategy[Any]:
    return st.builds(model, **values)


def unique(values: st.SearchStrategy[Any], key: str) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, unique_by=lambda row: getattr(row, key), max_size=3).map(tuple)


CLAIMS = unique(
    rising("low", "best", "high", values=NUMBER).flatmap(
        lambda numbers: build(
            Claim,
            id=ID,
            stance=code("stances", empty=False),
            denial_form=code("denial_forms"),
            unit=st.sampled_from(["", "persons_killed", "persons_in_hiding"]),
            low=st.sampled_from([None, numbers["low"]]),
            best=st.sampled_from([None, numbers["best"]]),
            high=st.sampled_from([None, numbers["high"]]),
            qualifier=TEXT,
            period=PERIOD,
            place=PLACE,
            grounds=codes("grounds"),
            ground_basis=code("ground_bases"),
            hand=codes("hands"),
            definition=TEXT,
            speaker=TEXT,
            speaker_group=TEXT,
            speaker_kind=code("speaker_kinds"),
            said_on=PERIOD,
            basis=code("bases"),
            address=ADDRESS,
            note=TEXT,
            texts=EXTRA,
        )
    ),
    "id",
)
OFFICIAL = build(
    OfficialAnswer,
    index=st.just(0),
    date=PERIOD,
    place=PLACE,
    period=PERIOD,
    complaints=WHOLE,
    office=TEXT,
    form=code("denial_forms"),
    address=ADDRESS,
    note=TEXT,
    texts=EXTRA,
)
DOCUMENTED = build(
    DocumentedCount,
    index=st.just(0),
    date=PERIOD,
    place=PLACE,
    period=PERIOD,
    unit=st.just("persons_killed"),
    count=st.integers(0, 999),
    speaker_group=TEXT,
    address=ADDRESS,
    note=TEXT,
    texts=EXTRA,
)
REPORTING = unique(
    build(
        ReportingSurvey,
        id=ID,
        who=TEXT,
        year=st.sampled_from(["", "2017", "2017~"]),
        place=PLACE,
        population=TEXT,
        asked_low=st.sampled_from([None, 10]),
        asked_high=st.sampled_from([None, 20]),
        reported=st.sampled_from([None, 0, 9]),
        share_pct=st.sampled_from([None, 0, 10.5]),
        share_high_pct=st.sampled_from([None, 11]),
        reported_to=TEXT,
        kind_of_sample=TEXT,
        address=ADDRESS,
        note=TEXT,
        texts=EXTRA,
    ),
    "id",
)
POLLS = unique(
    build(
        Poll,
        id=ID,
        pollster=TEXT,
        fieldwork=PERIOD,
        n=st.sampled_from([None, 100]),
        question=TEXT,
        answer=TEXT,
        group=TEXT,
        group_n=st.sampled_from([None, 50]),
        share_pct=st.none() | st.floats(0, 100).map(lambda share: round(share, 6)),
        address=ADDRESS,
        note=TEXT,
        texts=EXTRA,
    ),
    "id",
)
LISTED = unique(
    build(
        ListedRecord,
        record_id=FILLED.filter(lambda text: "/" not in text and "\n" not in text),
        name=TEXT,
        given=TEXT,
        patronymic=TEXT,
        family=TEXT,
        sex=TEXT,
        age_low=st.sampled_from([None, 0, 20]),
        age_high=st.sampled_from([None, 30]),
        date=PERIOD,
        place=PLACE,
        act=code("acts"),
        ground=codes("grounds"),
        ground_basis=code("ground_bases"),
        hand=codes("hands"),
        grade=code("grades"),
        event_id=TEXT,
        texts=EXTRA,
    ),
    "record_id",
)
LIST = st.builds(
    RecordList,
    name=ID,
    who=FILLED,
    how=TEXT,
    period=PERIOD,
    snapshot_date=PERIOD,
    independence_group=TEXT,
    licence=TEXT,
    duplicates=st.sampled_from(["possible", "none"]),
    records=LISTED,
)
TABLE = st.builds(
    OverlapTable,
    name=ID,
    lists=st.just(("A", "Б")),
    strata=st.just(("region",)),
    rows=unique(
        st.builds(
            OverlapRow,
            on=st.sampled_from([(True, False), (False, True), (True, True)]),
            strata=TEXT.map(lambda text: (text,)),
            count=st.integers(0, 999),
        ),
        "on",
    ),
)
SETTINGS = st.builds(
    Settings,
    scope=st.builds(
        Scope, place=PLACE, period=PERIOD, acts=codes("acts"), grounds=codes("grounds")
    ),
    grade_min=code("grades"),
    headline=st.sampled_from(["", "graphs", "latent", "loglinear"]),
    raid_size=st.none() | st.integers(1, 99),
    rho=st.none() | st.floats(0, 1, exclude_max=True),
    disclosure_base=st.integers(3, 9),
    public=st.booleans(),
    invented=st.booleans(),
    seed=st.integers(0, 2**63 - 1),
)


def by_name(several: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(several, key=lambda one: one.name))


def numbered(rows: list[Any]) -> tuple[Any, ...]:
    return tuple(replace(row, index=number) for number, row in enumerate(rows, 1))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    claims = draw(CLAIMS)
    ids = [claim.id for claim in claims]
    reporting, polls = draw(REPORTING), draw(POLLS)
    lists = by_name(draw(st.lists(LIST, unique_by=lambda one: one.name, max_size=2)))
    tables = by_name(draw(st.lists(TABLE, unique_by=lambda one: one.name, max_size=2)))
    keys = [f"{one.name}/{row.record_id}" for one in lists for row in one.records]
    targets = [*ids, *(f"reporting/{r.id}" for r in reporting), *(f"polls/{p.id}" for p in polls)]
    relation = st.builds(
        Relation,
        source=st.sampled_from(ids or [""]),
        target=st.sampled_from(targets or [""]),
        kind=code("relation_kinds", empty=False),
        reason=TEXT,
        agrees=codes("agreements").map(frozenset),
        texts=EXTRA,
    )
    part = st.builds(
        Part, claim=st.sampled_from(ids or [""]), part=FILLED, count=NUMBER, texts=EXTRA
    )
    review = st.builds(
        Review,
        a=st.just(keys[0] if keys else ""),
        b=st.just(keys[-1] if keys else ""),
        verdict=code("review_verdicts", empty=False),
        reviewer=FILLED,
        at=PERIOD.filter(bool),
        reason=TEXT,
        round=code("review_rounds"),
        withdrawn_at=PERIOD,
        texts=EXTRA,
    )
    sentences = tuple(ids[:1])
    names = ("literal", "in_context")
    readings = {one: {name: {"en": draw(FILLED)} for name in names} for one in sentences}
    return Dossier(
        id=draw(ID),
        title={"en": draw(FILLED), "sv": draw(FILLED)},
        languages=draw(st.sampled_from([("en",), ("en", "sv"), ("sv", "en")])),
        record=Record(
            claims=claims,
            relations=tuple(draw(st.lists(relation, max_size=3 if ids else 0))),
            parts=tuple(draw(st.lists(part, max_size=3 if ids else 0))),
            sentences=sentences,
            readings=dict.fromkeys(sentences, names),
            places=PLACES,
        ),
        official=numbered(draw(st.lists(OFFICIAL, max_size=2))),
        documented=numbered(draw(st.lists(DOCUMENTED, max_size=2))),
        reporting=reporting,
        polls=polls,
        lists=lists,
        tables=tables,
        reviews=tuple(draw(st.lists(review, max_size=2 if len(set(keys)) > 1 else 0))),
        region_labels={"north": {"en": draw(FILLED)}},
        settings=replace(draw(SETTINGS), readings=readings, strata=("region",) if tables else ()),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers())
def test_whatever_is_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, dossier: Dossier
) -> None:
    folder = tmp_path_factory.mktemp("d") / "dossier"
    # An answer without any content is no row: it could not be told from an empty line.
    told = [
        row
        for row in dossier.official
        if row
        != OfficialAnswer(
            index=row.index, date=None, place="", period=None, complaints=None, office=""
        )
    ]
    dossier = replace(dossier, official=numbered(told))
    write_dossier(dossier, folder)
    assert read_dossier(folder) == dossier


def test_a_dossier_that_was_read_is_written_the_same_twice(harbour: Path, tmp_path: Path) -> None:
    dossier = read_dossier(harbour)
    for name in ("a", "b"):
        write_dossier(dossier, tmp_path / name)
    assert read_dossier(tmp_path / "a") == dossier
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_no_spreadsheet_runs_what_somebody_said(harbour: Path, tmp_path: Path) -> None:
    write_dossier(read_dossier(harbour), tmp_path / "a")
    text = (tmp_path / "a" / "claims.csv").read_text("utf-8")
    assert ",'= all we know," in text
    assert ",= all" not in text


@pytest.mark.parametrize(
    "said", ["=1+1", "+7", "-1", "@a", "'=1", "''=1", "'quoted'", "' =", "a=b"]
)
def test_a_cell_is_kept_however_it_begins(harbour: Path, tmp_path: Path, said: str) -> None:
    dossier = read_dossier(harbour)
    claims = (replace(dossier.record.claims[0], note=said), *dossier.record.claims[1:])
    changed = replace(dossier, record=replace(dossier.record, claims=claims))
    write_dossier(changed, tmp_path / "a")
    assert read_dossier(tmp_path / "a").record.claims[0].note == said


@pytest.mark.parametrize(
    "change",
    [
        {"id": "not an id"},
        {"title": {}},
        {"record": Record(relations=(Relation(source="A", target="B", kind="restates"),))},
        {"record": Record(claims=(Claim(id="A", stance="asserts", note=" blank before"),))},
        {"record": Record(claims=(Claim(id="A", stance="asserts", note="bell\a"),))},
        {"record": Record(claims=(Claim(id="A", stance="asserts", note="x" * 200_000),))},
        {"record": Record(claims=(Claim(id="A", stance="asserts", place="nowhere"),))},
        {"record": Record(claims=(Claim(id="A", stance="asserts"),) * 2)},
        {"record": Record(claims=(Claim(id="A", stance="asserts", texts={"=x": "y"}),))},
    ],
    ids=lambda change: str(change)[:60],
)
def test_what_would_not_read_back_is_not_written(tmp_path: Path, change: dict[str, Any]) -> None:
    whole = Dossier(id="a", title={"en": "A"}, languages=("en",))
    with pytest.raises(UserError):
        write_dossier(replace(whole, **change), tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


# --- where it may be written, and what is left when it fails -------------------------------------

WRITERS = {
    "write": lambda folder: write_dossier(
        Dossier(id="a", title={"en": "A"}, languages=("en",)), folder
    ),
    "new": new_dossier,
}
BOTH = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
Write = Callable[[Path], None]


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@BOTH
def test_a_new_folder_appears(tmp_path: Path, write: Write) -> None:
    write(tmp_path / "far" / "away")
    assert read_dossier(tmp_path / "far" / "away").record.places == Gazetteer()
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["away"]


@BOTH
def test_an_empty_folder_is_filled_and_keeps_its_permissions(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    write(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert read_dossier(folder)


@BOTH
@pytest.mark.parametrize("kind", ["file", "full folder", "hidden file", "broken link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, write: Write, kind: str) -> None:
    folder = tmp_path / "a"
    match kind:
        case "file":
            folder.write_text("mine")
        case "full folder":
            (folder / "notes").mkdir(parents=True)
        case "hidden file":
            folder.mkdir()
            (folder / ".git").write_text("mine")
        case "broken link":
            folder.symlink_to("nowhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError, match="something here already"):
        write(folder)
    assert sorted(tmp_path.rglob("*")) == before


@BOTH
def test_the_folder_one_stands_in_is_not_pulled_away(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="folder you are in"):
        write(Path())
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_a_file_in_the_way_up_is_an_os_error(tmp_path: Path, write: Write) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write(tmp_path / "file" / "a")


def fails_when_files_are_limited(
    size: int, tmp_path: Path, name: str
) -> subprocess.CompletedProcess:
    """Run one of the two writers where no file may grow beyond a size, as on a full disk."""
    code = (
        "import sys; from pathlib import Path\n"
        "from vittne.dossier import Dossier, new_dossier, read_dossier, write_dossier\n"
        "source, out = map(Path, sys.argv[1:])\n"
        f"{'new_dossier(out)' if name == 'new' else 'write_dossier(read_dossier(source), out)'}"
    )

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    source = Path(__file__).parent / "harbour"
    return subprocess.run(
        [sys.executable, "-B", "-c", code, str(source), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
    )


@pytest.mark.parametrize("name", ["write", "new"])
@pytest.mark.parametrize("size", [0, 100, 500])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, size: int, name: str) -> None:
    run = fails_when_files_are_limited(size, tmp_path, name)
    assert run.returncode == 1
    assert "OSError: [Errno 27]" in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["write", "new"])
def test_with_room_enough_the_same_run_succeeds(tmp_path: Path, name: str) -> None:
    assert fails_when_files_are_limited(10**6, tmp_path, name).returncode == 0
    assert read_dossier(tmp_path / "out")


@pytest.mark.parametrize("after", range(14))
@pytest.mark.parametrize("end", ["exception", "kill"])
def test_whoever_is_stopped_leaves_all_or_nothing(tmp_path: Path, after: int, end: str) -> None:
    """Stopped at the n-th file that is opened for writing: the folder is whole, or not there."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from vittne.dossier import new_dossier, read_dossier, write_dossier\n"
        "dossier, left = read_dossier(Path(sys.argv[1])), int(sys.argv[3])\n"
        "def stop(event, args):\n"
        "    global left\n"
        "    if event == 'open' and str(args[1])[0] in 'wx':\n"
        "        left -= 1\n"
        "        if left < 0:\n"
        f"            {'os.kill(os.getpid(), 9)' if end == 'kill' else 'raise KeyboardInterrupt'}\n"
        "import tomli_w\n"
        "sys.addaudithook(stop)\n"
        "write_dossier(dossier, Path(sys.argv[2]))\n"
    )
    out = tmp_path / "out"
    source = Path(__file__).parent / "harbour"
    args = [sys.executable, "-B", "-c", code, str(source), str(out), str(after)]
    run = subprocess.run(args, capture_output=True, check=False)
    assert (run.returncode == 0) == (after > 11)
    if run.returncode == 0:
        assert read_dossier(out) == read_dossier(source)
    else:
        assert not out.exists()
        if end == "exception":
            assert os.listdir(tmp_path) == []
