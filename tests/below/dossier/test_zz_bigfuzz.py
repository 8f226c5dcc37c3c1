"""Whatever bytes a folder holds: a dossier, or sentences about what is wrong. Never a traceback."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.cli.main import main
from vittne.dossier import check_dossier, read_dossier
from vittne.terms.errors import UserError

HARBOUR = Path(__file__).parent / "harbour"
FILES = sorted(path.relative_to(HARBOUR).as_posix() for path in HARBOUR.rglob("*.*"))
TABLES = [file for file in FILES if file.endswith(".csv")]

EVIL = [
    b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b"\r\n", b",", b";",
    b"|", b"[", b"]", b"{", b"=", b"'", b"#", b"\\u0000", b"\x1b[2J", b"\xe2\x80\xa8",
    b"\xed\xa0\x80", b"x" * 140_000, b"," * 3000, b"\n" * 3000, b"9" * 5000, b"-1", b"1e309", b"nan",
    b"0x" + b"f" * 5000, b"../..", b"/etc/passwd", b"2017-02-30", "٢".encode(), "\u202e".encode(), b"\xf0\x9f\x92\xa9",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file, with a few bytes flipped, cut, doubled, or put in."""
    file = draw(st.sampled_from(FILES))
    data = bytearray((HARBOUR / file).read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        match draw(st.sampled_from(["flip", "cut", "drop", "double", "evil", "bytes"])):
            case "flip" if at < len(data):
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[at:]
            case "drop":
                del data[at:to]
            case "double":
                data[at:at] = data[at:to]
            case "evil":
                data[at:to] = draw(st.sampled_from(EVIL))
            case _:
                data[at:at] = draw(st.binary(max_size=8))
    return file, bytes(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the dossier, in which one file after the other is broken."""
    folder = tmp_path_factory.mktemp("fuzz") / "dossier"
    shutil.copytree(HARBOUR, folder)
    return folder


def judge(folder: Path) -> None:
    """The folder is a dossier, or every problem has a sentence and a place."""
    report = check_dossier(folder)
    assert (report.dossier is None) == bool(report.problems)
    if report.dossier is not None:
        assert read_dossier(folder) == report.dossier
        return
    for problem in report.problems:
        assert problem.message
        assert problem.file
        assert len(problem.message) < 1000
        assert problem.line is None or problem.line >= 1
    with pytest.raises(UserError):
        read_dossier(folder)


FUZZ = settings(max_examples=8000, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(mutations())
def test_broken_bytes(folder: Path, mutation: tuple[str, bytes]) -> None:
    file, data = mutation
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(data)
    try:
        judge(folder)
    finally:
        (folder / file).write_bytes(whole)


@FUZZ
@given(
    st.sampled_from(TABLES),
    st.integers(0, 5),
    st.integers(0, 25),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.from_regex(r"[0-9X~?%/.\[\]-]{1,20}", fullmatch=True),
)
def test_any_text_in_any_cell(folder: Path, file: str, row: int, column: int, text: str) -> None:
    whole = (folder / file).read_bytes()
    lines = whole.decode().splitlines(keepends=True)
    line = lines[min(row, len(lines) - 1)].rstrip("\n").split(",")
    line[min(column, len(line) - 1)] = '"' + text.replace('"', '""') + '"'
    lines[min(row, len(lines) - 1)] = ",".join(line) + "\n"
    (folder / file).write_bytes("".join(lines).encode())
    try:
        judge(folder)
    finally:
        (folder / file).write_bytes(whole)


TOML = st.recursive(
    st.booleans().map(lambda flag: str(flag).lower())
    | st.integers().map(str)
    | st.floats().map(str)
    | st.dates().map(str)
    | st.text().map(lambda text: json.dumps(text)),
    lambda values: (
        st.lists(values, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.text(max_size=3).map(json.dumps), values, max_size=2).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=4,
)
KEYS = [
    "id", "title", "title.en", "languages", "subject", "subject.claims", "subject.readings",
    "subject.readings.S1", "subject.readings.S1.a", "scope", "scope.place", "scope.period",
    "scope.acts", "regions", "regions.harbour", "regions.labels", "regions.labels.harbour", "count",
    "count.grade_min", "estimate.headline", "estimate.strata", "silence.raid_size", "silence.rho", "disclosure.base",
    "disclosure.public", "disclosure.seed", "seed",
]  # fmt: skip


@FUZZ
@given(st.sampled_from(KEYS), TOML)
def test_any_value_of_any_key(folder: Path, key: str, value: str) -> None:
    whole = (folder / "dossier.toml").read_bytes()
    others = 'id = "a"\n' if not key.startswith("id") else ""
    (folder / "dossier.toml").write_text(f"{others}{key} = {value}\n", "utf-8")
    try:
        judge(folder)
    finally:
        (folder / "dossier.toml").write_bytes(whole)


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations(), st.booleans())
def test_the_command_ends_with_0_or_2(
    folder: Path, mutation: tuple[str, bytes], as_json: bool
) -> None:
    file, data = mutation
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(data)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["check", str(folder), *(["--json"] if as_json else [])])
    finally:
        (folder / file).write_bytes(whole)
    printed, complained = (stream.buffer.getvalue().decode() for stream in (out, err))
    assert code in (0, 2)
    if as_json:
        assert json.loads(printed)["ok"] == (code == 0)
    assert bool(complained) == (code == 2 and not as_json)
    # Nothing from a file reaches the terminal as a command to it.
    assert not [char for char in printed + complained if not char.isprintable() and char != "\n"]
