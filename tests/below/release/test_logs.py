"""What stays secret stays secret, what is claimed stays claimed, and two builds are never one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_dossier import linked_dossier
from small_dossiers import HEAD, ONLY_A_TABLE, ONLY_CLAIMS, write_files

from vittne.release import (
    build_release,
    erase_people,
    publish_release,
    read_secrets,
    secrets_path,
)
from vittne.terms.errors import UserError
from vittne.tlog import leaf_entry
from vittne.verify.check import Verifier, verify_release
from vittne.verify.figures import Figure, load_figures
from vittne.verify.manifest import MANIFEST

CHECKER = Verifier("the tests")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def figures(release: Path) -> dict[str, Figure]:
    return {one.id: one for one in load_figures(release / "data" / "figures.json")}


def claims(release: Path) -> list[dict[str, object]]:
    """Every entry of the claims log."""
    kept = read_secrets(secrets_path(release.parent / "dossier"))
    newest = kept.candidate or kept.last
    assert newest is not None
    return [json.loads(entry) for entry in newest.entries]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dossier of linked lists, its secrets and the first release: read only."""
    folder = tmp_path_factory.mktemp("logs")
    write_files(folder / "dossier", linked_dossier(60, reviewed=10))
    build_release(folder / "dossier", folder / "first")
    return folder


@pytest.fixture
def mine(built: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


def test_the_list_log_has_a_leaf_for_each_person_and_nobody_is_in_it(built: Path) -> None:
    kept = read_secrets(secrets_path(built / "dossier")).candidate
    assert kept is not None
    assert kept.list_size == figures(built / "first")["listed"].numbers.value
    assert [leaf.entry for leaf in kept.leaves] == sorted(leaf.entry for leaf in kept.leaves)
    assert len({leaf.salt for leaf in kept.leaves}) == kept.list_size
    for leaf in kept.leaves:
        assert leaf.salt is not None
        assert leaf.entry == leaf_entry(leaf.salt, leaf.record)
        assert [row["key"] for row in json.loads(leaf.record)] == list(leaf.person)
    release = b"".join(contents(built / "first").values())
    assert not any(leaf.salt in release for leaf in kept.leaves if leaf.salt)


def test_the_same_secrets_give_the_same_bytes_and_others_no_equal_leaf(mine: Path) -> None:
    """Nothing can be derived from dossier, seed or release."""
    build_release(mine / "dossier", mine / "again")
    assert contents(mine / "again") == contents(mine / "first")
    others = mine / "others.json"
    build_release(mine / "dossier", mine / "other", secrets=others)
    one, other = read_secrets(secrets_path(mine / "dossier")).candidate, read_secrets(others)
    assert one is not None
    assert other.candidate is not None
    entries = ({leaf.entry for leaf in kept.leaves} for kept in (one, other.candidate))
    assert not set.intersection(*entries)
    orders = ([leaf.person for leaf in kept.leaves] for kept in (one, other.candidate))
    assert next(orders) != next(orders)
    assert figures(mine / "first")["listed"].numbers == figures(mine / "other")["listed"].numbers
    rounded = [
        {id_: one.numbers.value for id_, one in figures(mine / name).items() if "-" in id_}
        for name in ("first", "other")
    ]
    assert rounded[0] != rounded[1]


def test_a_candidate_keeps_the_salts_of_whoever_did_not_change(mine: Path) -> None:
    before = read_secrets(secrets_path(mine / "dossier")).candidate
    file = mine / "dossier" / "lists" / "a.csv"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines[:-1], lines[-1].replace("RU-CE", "RU-IN", 1)]))
    build_release(mine / "dossier", mine / "first")
    after = read_secrets(secrets_path(mine / "dossier")).candidate
    assert before is not None
    assert after is not None
    salts = {leaf.record: leaf.salt for leaf in before.leaves}
    same = [leaf for leaf in after.leaves if leaf.record in salts]
    assert 0 < len(same) < after.list_size
    assert all(leaf.salt == salts[leaf.record] for leaf in same)


def test_the_next_release_has_a_new_list_log_and_goes_on_with_the_claims(mine: Path) -> None:
    secrets = secrets_path(mine / "dossier")
    found = publish_release(mine / "first", secrets)
    assert (found.number, found.already) == (1, False)
    assert publish_release(mine / "first", secrets).already
    with pytest.raises(UserError, match="is release 1, which was published, and is not replaced"):
        build_release(mine / "dossier", mine / "first")
    assert build_release(mine / "dossier", mine / "second").number == 2
    kept = read_secrets(secrets)
    assert kept.candidate is not None
    old = kept.published[0]
    assert not {leaf.entry for leaf in old.leaves} & {leaf.entry for leaf in kept.candidate.leaves}
    assert kept.candidate.entries[: len(old.entries)] == old.entries
    opened = json.loads(kept.candidate.entries[len(old.entries)])
    assert opened["supersedes"] == old.manifest_sha256
    # Nothing was claimed anew: the same people, the same shown cells, the same estimates.
    added = [json.loads(entry)["type"] for entry in kept.candidate.entries[len(old.entries) :]]
    assert added == ["release", "correction", "content"]
    report = verify_release(mine / "second", CHECKER)
    assert [(one.path, one.text) for one in report.failures] == []
    page = (mine / "second" / "en" / "corrections" / "index.html").read_text("utf-8")
    assert old.manifest_sha256 in page
    assert not (mine / "first" / "en" / "corrections").exists()


def test_what_is_not_the_candidate_is_not_published(mine: Path) -> None:
    shutil.copytree(mine / "first", mine / "stale")
    (mine / "dossier" / "dossier.toml").write_text(
        (mine / "dossier" / "dossier.toml").read_text().replace("Small", "Smaller")
    )
    build_release(mine / "dossier", mine / "first")
    secrets = secrets_path(mine / "dossier")
    with pytest.raises(UserError, match="is not the release that was built last"):
        publish_release(mine / "stale", secrets)
    (mine / "first" / "style.css").write_text("")
    with pytest.raises(UserError, match="was changed"):
        publish_release(mine / "first", secrets)
    with pytest.raises(UserError, match="holds no release"):
        publish_release(mine / "dossier", secrets)


def test_who_is_erased_leaves_the_log_valid_and_the_leaf_meaningless(mine: Path) -> None:
    secrets = secrets_path(mine / "dossier")
    publish_release(mine / "first", secrets)
    build_release(mine / "dossier", mine / "second")
    last = read_secrets(secrets).last
    assert last is not None
    person = last.leaves[0].person
    assert erase_people(secrets, frozenset(person)) == 2
    with pytest.raises(UserError, match=f"no salt of {person[0]} is kept"):
        erase_people(secrets, frozenset(person))
    assert person[0] not in read_secrets(secrets).known()
    for name in ("first", "second"):
        assert verify_release(mine / name, CHECKER).ok
    publish_release(mine / "second", secrets)


def test_a_figure_that_changes_says_what_it_takes_the_place_of(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", ONLY_CLAIMS)
    build_release(dossier, tmp_path / "first")
    publish_release(tmp_path / "first", secrets_path(dossier))
    file = dossier / "claims.csv"
    file.write_text(file.read_text().replace("persons_killed,3", "persons_killed,4"))
    build_release(dossier, tmp_path / "second")
    changed = next(
        one for id_, one in figures(tmp_path / "second").items() if id_.startswith("said-")
    )
    before = [one for one in claims(tmp_path / "second") if one.get("id") == changed.id]
    assert [one["value"] for one in before] == [3, changed.numbers.value] == [3, 4]
    assert before[0]["supersedes"] is None
    assert changed.supersedes == before[1]["supersedes"] == before[0]["sha256"]
    assert verify_release(tmp_path / "second", CHECKER).ok


def test_so_few_changes_that_they_tell_of_people_are_refused_or_withdrawn(mine: Path) -> None:
    secrets = secrets_path(mine / "dossier")
    publish_release(mine / "first", secrets)
    file = mine / "dossier" / "lists" / "a.csv"
    extra = ["one,Zanzibar Nowhere,m,30,31,2091-02-03,RU-AD,,\n"]
    file.write_text("".join([*file.read_text().splitlines(keepends=True), *extra]))
    truth = mine / "dossier" / "truth" / "records.csv"
    truth.write_text(truth.read_text() + "a/one,0\n")
    with pytest.raises(UserError, match="differs by fewer than 5"):
        build_release(mine / "dossier", mine / "second")
    build_release(mine / "dossier", mine / "second", withdraw=True)
    found = figures(mine / "second")
    assert set(found) == {"listed"}
    assert found["listed"].numbers.value is None
    gone = [one["id"] for one in claims(mine / "second") if one["type"] == "withdrawal"]
    assert "estimated-linked" in gone
    report = verify_release(mine / "second", CHECKER)
    assert [(one.path, one.text) for one in report.failures] == []
    assert not (mine / "second" / "log" / "list").exists()


def test_a_table_that_is_not_public_is_shown_merged_and_rounded(tmp_path: Path) -> None:
    rows = "one,two,three,count\n1,0,0,151\n0,1,0,122\n0,0,1,97\n1,1,0,41\n1,0,1,29\n0,1,1,2\n"
    files = {**ONLY_A_TABLE, "dossier.toml": HEAD, "tables/counts.csv": rows}
    dossier = write_files(tmp_path / "dossier", files)
    build_release(dossier, tmp_path / "release")
    found = figures(tmp_path / "release")
    assert found["listed-counts"].numbers.value == 442
    assert found["bound-counts"].numbers.value is None  # it needs the cell of two people
    estimate = found["estimated-counts"].numbers
    assert estimate.method == "estimate.hidden"
    assert "engines" not in estimate.detail
    text = (tmp_path / "release" / "data" / "tables" / "counts.csv").read_text()
    assert "0,1,1" not in text
    assert ",151\n" not in text or ",122\n" not in text
    assert found["listed-counts"].disclosure["base"] == 3
    report = verify_release(tmp_path / "release", CHECKER)
    assert [(one.path, one.text) for one in report.failures] == []


def test_secrets_lie_neither_in_the_release_nor_in_the_dossier(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", ONLY_CLAIMS)
    for inside in (dossier / "s.json", tmp_path / "out" / "s.json"):
        with pytest.raises(UserError, match="secrets cannot lie in"):
            build_release(dossier, tmp_path / "out", secrets=inside)


def test_whoever_builds_the_data_of_a_release_leaves_it_as_it_was(tmp_path: Path) -> None:
    dossier = write_files(tmp_path / "dossier", ONLY_CLAIMS)
    build_release(dossier, tmp_path / "release")
    before = contents(tmp_path / "release")
    report = build_release(tmp_path / "release" / "data", tmp_path / "again")
    assert report.secrets is None
    assert contents(tmp_path / "release") == before
    again = contents(tmp_path / "again")
    others = {name for name in before if before[name] != again.get(name)}
    shown = {
        f"{one}/{page}/index.html" for one in ("en", "ru", "sv") for page in ("attack", "verify")
    }
    assert {name for name in others if not name.startswith("log/")} == {MANIFEST, *shown}


_HALF_WAY = """
import sys, time
from pathlib import Path
from vittne.release import build_release

def wait(text, done, total):
    if done == 4:
        Path("started").touch()
        while not Path("go").exists():
            time.sleep(0.05)

build_release(Path("dossier"), Path("release"), wait)
"""


@pytest.fixture
def half_way(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A dossier that another process is just building a second release of."""
    dossier = write_files(tmp_path / "dossier", ONLY_CLAIMS)
    build_release(dossier, tmp_path / "release")
    with subprocess.Popen([sys.executable, "-c", _HALF_WAY], cwd=tmp_path) as process:
        while not (tmp_path / "started").exists():
            assert process.poll() is None
            time.sleep(0.05)
        yield tmp_path, process
        (tmp_path / "go").touch()


def test_there_are_no_two_builds_at_once(
    half_way: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    folder, _ = half_way
    with pytest.raises(UserError, match="another vittne is working with these secrets"):
        build_release(folder / "dossier", folder / "other")


def test_a_build_that_is_killed_leaves_release_and_secrets_whole(
    half_way: tuple[Path, subprocess.Popen[bytes]],
) -> None:
    folder, process = half_way
    secrets = secrets_path(folder / "dossier")
    before = contents(folder / "release"), secrets.read_bytes()
    process.kill()
    process.wait()
    assert (contents(folder / "release"), secrets.read_bytes()) == before
    build_release(folder / "dossier", folder / "release")
    assert contents(folder / "release") == before[0]
    publish_release(folder / "release", secrets)
