"""A release appears whole or not at all, replaces only releases, and is the same bytes twice."""

from __future__ import annotations

import errno
import os
import resource
import shutil
from pathlib import Path

import pytest
from small_dossiers import (
    AN_INVENTED_LIST,
    HEAD,
    ONLY_CLAIMS,
    write_files,
)

from vittne.release import build_release
from vittne.terms.errors import UserError


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_files(tmp_path / "dossier", ONLY_CLAIMS)


SECRETS = "dossier.secrets.json"


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("dossier", SECRETS))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_dossier_gives_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    first = build_release(dossier, tmp_path / "first")
    second = build_release(dossier, tmp_path / "second")
    assert first.manifest_sha256 == second.manifest_sha256
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_the_example_gives_the_same_bytes_again(
    example_dossier: Path, example_release: Path, tmp_path: Path
) -> None:
    build_release(
        example_dossier,
        tmp_path / "again",
        secrets=example_release.with_name("chechnya.secrets.json"),
    )
    assert contents(tmp_path / "again") == contents(example_release)


def test_an_earlier_release_is_replaced_whole(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    build_release(dossier, out)
    (out / "old.txt").write_text("from before")
    build_release(dossier, out)
    assert not (out / "old.txt").exists()
    assert left_behind(tmp_path) == ["release"]


def test_an_empty_folder_is_used(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    build_release(dossier, tmp_path / "release")
    assert (tmp_path / "release" / "index.html").is_file()


@pytest.mark.parametrize("name", ["notes.txt", "MANIFEST.sha256"])
def test_what_is_no_release_is_never_overwritten(dossier: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "release"
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(UserError) as caught:
        build_release(dossier, out)
    assert "no earlier release" in str(caught.value)
    assert "hint:" in str(caught.value)
    assert contents(out) == {name: b"mine"}
    assert left_behind(tmp_path) == ["release"]


def test_a_file_in_the_way_is_never_overwritten(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "release").write_text("mine")
    with pytest.raises(UserError):
        build_release(dossier, tmp_path / "release")
    assert (tmp_path / "release").read_text() == "mine"


@pytest.mark.parametrize("place", ["dossier", "."])
def test_a_release_never_replaces_its_dossier(dossier: Path, tmp_path: Path, place: str) -> None:
    with pytest.raises(UserError) as caught:
        build_release(dossier, tmp_path / place)
    assert "dossier" in str(caught.value)
    assert contents(dossier).keys() == ONLY_CLAIMS.keys()


def test_the_folder_one_stands_in_is_not_replaced(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "release"
    build_release(dossier, out)
    monkeypatch.chdir(out)
    with pytest.raises(UserError):
        build_release(dossier, out)


class Stop:
    """Stops a build in the middle of its pages, as Ctrl-C or a full disk would."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, text: str, done: int, total: int) -> None:
        if done > total // 2:
            raise self.error


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")]
)
def test_a_build_that_is_stopped_leaves_nothing(
    dossier: Path, tmp_path: Path, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        build_release(dossier, tmp_path / "release", Stop(error))
    assert left_behind(tmp_path) == []


def test_a_build_that_is_stopped_leaves_the_earlier_release(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    build_release(dossier, out)
    before = contents(out)
    with pytest.raises(KeyboardInterrupt):
        build_release(dossier, out, Stop(KeyboardInterrupt()))
    assert contents(out) == before
    assert left_behind(tmp_path) == ["release"]


def test_a_disk_that_is_full_in_the_middle_of_a_build_of_lists(tmp_path: Path) -> None:
    """At the first files that are written, and when nearly all of them are."""
    dossier = write_files(tmp_path / "dossier", AN_INVENTED_LIST)
    build_release(dossier, tmp_path / "release")
    before = contents(tmp_path / "release"), (tmp_path / SECRETS).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(map(len, before[0].values()))
    for room in (1_000, largest - 1):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(OSError, match="File too large"):
                build_release(dossier, tmp_path / "release")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (contents(tmp_path / "release"), (tmp_path / SECRETS).read_bytes()) == before
        assert left_behind(tmp_path) == ["release"]


def test_what_a_killed_build_left_is_removed(dossier: Path, tmp_path: Path) -> None:
    """Also where the next process has the same number, as in a container."""
    build_release(dossier, tmp_path / "release")
    before = contents(tmp_path / "release")
    (tmp_path / "release").rename(tmp_path / ".release.7.old")
    write_files(tmp_path / f".release.{os.getpid()}.part", {"half": ""})
    with pytest.raises(KeyboardInterrupt):
        build_release(dossier, tmp_path / "release", Stop(KeyboardInterrupt()))
    assert contents(tmp_path / "release") == before
    assert left_behind(tmp_path) == ["release"]


def test_no_folder_lies_in_a_file(dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="it is no folder"):
        build_release(dossier, tmp_path / "file" / "release")


def test_a_table_that_is_not_public_has_no_strata(dossier: Path, tmp_path: Path) -> None:
    table = "one,two,count,part\n1,0,20,a\n0,1,20,a\n1,1,20,b\n"
    head = f'{HEAD}[estimate]\nstrata = ["part"]\n'
    write_files(dossier, {"dossier.toml": head, "tables/people.csv": table})
    with pytest.raises(UserError) as caught:
        build_release(dossier, tmp_path / "release")
    [problem] = caught.value.problems
    assert problem.file == "tables/people.csv"
    assert "leave the columns part out" in problem.hint


def test_progress_goes_from_nothing_to_everything(dossier: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_release(dossier, tmp_path / "r", lambda text, done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_lists_and_tables_of_few_people_stop_the_release_all_at_once(tmp_path: Path) -> None:
    few = AN_INVENTED_LIST["lists/people.csv"].splitlines(keepends=True)[:4]
    table = {"tables/counts.csv": "one,two,count\n1,0,1\n0,1,2\n"}
    files = {**AN_INVENTED_LIST, **table, "dossier.toml": HEAD, "lists/people.csv": "".join(few)}
    with pytest.raises(UserError) as caught:
        build_release(write_files(tmp_path / "dossier", files), tmp_path / "release")
    assert len(caught.value.problems) == 2
    assert all("fewer than 5 people" in one.message for one in caught.value.problems)
    assert left_behind(tmp_path) == []
    assert not (tmp_path / SECRETS).exists()


def test_reviews_and_unknown_columns_stay_behind(tmp_path: Path) -> None:
    claims = ONLY_CLAIMS["claims.csv"].replace("basis\n", "basis,secret,speaker_ru\n")
    claims = claims.replace("primary\n", "primary,the contact's address,Газета\n")
    dossier = write_files(tmp_path / "dossier", {**ONLY_CLAIMS, "claims.csv": claims})
    report = build_release(dossier, tmp_path / "release")
    published = contents(tmp_path / "release")
    assert not any(b"the contact's address" in content for content in published.values())
    assert "Газета".encode() in published["data/claims.csv"]
    assert any("claims.csv: secret: not published" in remark for remark in report.remarks)


def test_a_wrong_dossier_is_refused_with_all_its_problems(tmp_path: Path) -> None:
    claims = ONLY_CLAIMS["claims.csv"].replace("2017,RU-CE", "someday,nowhere at all")
    dossier = write_files(tmp_path / "dossier", {**ONLY_CLAIMS, "claims.csv": claims})
    with pytest.raises(UserError) as caught:
        build_release(dossier, tmp_path / "release")
    assert len(caught.value.problems) >= 2
    assert left_behind(tmp_path) == []


def test_the_release_needs_nothing_of_the_dossier_s_folder(dossier: Path, tmp_path: Path) -> None:
    build_release(dossier, tmp_path / "release")
    shutil.rmtree(dossier)
    assert all(not path.is_symlink() for path in (tmp_path / "release").rglob("*"))
