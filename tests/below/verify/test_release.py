"""A whole release: what is caught, by which check, and what only a published hash can catch.

An *enemy* here changes files and then writes every list and the manifest anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vittne.terms.errors import UserError
from vittne.tlog import VerifierKey
from vittne.verify.check import Trusted, Verifier, verify_release
from vittne.verify.report import Report

FILES = (
    *("MANIFEST.sha256", "verify.pyz", "style.css", "ru/index.html", "data/figures.json"),
    *("data/claims.csv", "data/dossier.toml", "en/figures/claims/figure.csv"),
)
Reseal = Callable[..., str]


def verify(folder: Path, expect: str = "", key: VerifierKey | None = None) -> Report:
    return verify_release(folder, Verifier("a test"), Trusted(expect=expect, key=key))


def named(report: Report) -> set[str]:
    return {failure.path for failure in report.failures}


def failed(report: Report) -> set[str]:
    return {check.name for check in report.checks if not check.ok}


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_an_untouched_release_passes_every_check(made_release: Path) -> None:
    report = verify(made_release)
    assert report.failures == ()
    assert [check.name for check in report.checks] == [
        *("files", "data", "numbers", "logs", "pages", "metadata", "checker")
    ]
    assert report.ok


class TestTouchedFiles:
    @pytest.mark.parametrize("name", FILES)
    def test_one_changed_byte(self, whole_release: Path, name: str) -> None:
        content = (whole_release / name).read_bytes()
        middle = len(content) // 2
        changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        (whole_release / name).write_bytes(changed)
        report = verify(whole_release)
        assert not report.ok
        # A line of the manifest that is wrong makes the file that it names fail.
        assert name in named(report) or name == "MANIFEST.sha256"

    @pytest.mark.parametrize("name", FILES)
    def test_missing(self, whole_release: Path, name: str) -> None:
        (whole_release / name).unlink()
        assert name in named(verify(whole_release))

    @pytest.mark.parametrize("name", FILES)
    def test_renamed(self, whole_release: Path, name: str) -> None:
        (whole_release / name).rename(whole_release / "data" / "other.txt")
        report = verify(whole_release)
        renamed = {
            failure.path: failure.text for failure in report.failures if failure.kind == "renamed"
        }
        assert "data/other.txt" in renamed[name]

    @pytest.mark.parametrize("name", ["note.txt", "en/new.html", "data/new.csv", "sv/x/y.html"])
    def test_added(self, whole_release: Path, name: str) -> None:
        (whole_release / name).parent.mkdir(exist_ok=True)
        (whole_release / name).write_text("x")
        assert name in named(verify(whole_release))


class TestAnEnemyWhoWritesTheManifestAnew:
    def test_changes_a_figure(self, whole_release: Path, reseal: Reseal) -> None:
        figures = json.loads((whole_release / "data/figures.json").read_text())
        one = next(entry for entry in figures if entry["value"] == 3)
        one["value"] = 4
        text = json.dumps(figures, ensure_ascii=False)
        (whole_release / "data/figures.json").write_text(text)
        reseal(whole_release)
        report = verify(whole_release)
        assert {"numbers", "pages", "metadata"} <= failed(report)
        assert f"ru/figures/{one['id']}/index.html" in named(report)
        assert any("its value is 4; its data give 3" in failure.text for failure in report.failures)

    def test_changes_a_figure_on_every_page_and_in_every_file(
        self, whole_release: Path, reseal: Reseal
    ) -> None:
        for file in whole_release.rglob("*killed*/*"):
            text = file.read_text().replace(">3<", ">4<").replace('value="3"', 'value="4"')
            file.write_text(text.replace(": 3", ": 4"))
        replace(whole_release / "data/figures.json", '"value": 3,', '"value": 4,')
        reseal(whole_release)
        assert "numbers" in failed(verify(whole_release))

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("claims.csv", "A1,asserts,,persons_killed,3", "A1,asserts,,persons_killed,9"),
            ("claims.csv", "press,2018-05,restatement", "press,2018-05,primary"),
            ("relations.csv", "A2,A1,drifts_from", "A2,A1,same_topic"),
            ("breakdowns.csv", "men,400", "men,401"),
            ("official.csv", "2017,0,", "2017,7,"),
            ("documented.csv", "1200", "1201"),
            ("dossier.toml", "rho = 0.3", "rho = 0.1"),
            ("dossier.toml", 'claims = ["S1"]', "claims = []"),
        ],
    )
    def test_changes_the_data(
        self, whole_release: Path, reseal: Reseal, file: str, old: str, new: str
    ) -> None:
        replace(whole_release / "data" / file, old, new)
        reseal(whole_release)
        assert not verify(whole_release).ok

    @pytest.mark.parametrize("table", ["origins.csv", "silence_plane.csv", "may_be_said.csv"])
    def test_changes_a_derived_table(self, whole_release: Path, reseal: Reseal, table: str) -> None:
        file = whole_release / "data" / table
        file.write_bytes(file.read_bytes()[:-2] + b"9\n")
        reseal(whole_release)
        report = verify(whole_release)
        assert named(report) == {f"data/{table}"}
        assert "line" in report.failures[0].text

    def test_changes_a_number_on_one_page(self, whole_release: Path, reseal: Reseal) -> None:
        replace(whole_release / "sv/index.html", ">3</data>", ">4</data>")
        reseal(whole_release)
        assert named(verify(whole_release)) == {"sv/index.html"}

    def test_changes_a_figures_own_table(self, whole_release: Path, reseal: Reseal) -> None:
        replace(whole_release / "en/figures/claims/figure.csv", "claims", "deaths")
        reseal(whole_release)
        assert named(verify(whole_release)) == {"en/figures/claims/figure.csv"}

    def test_names_a_key_twice(self, whole_release: Path, reseal: Reseal) -> None:
        """Two readers of such a file may see two numbers."""
        file = whole_release / "data/figures.json"
        file.write_text(file.read_text().replace('"value": 3,', '"value": 9, "value": 3,', 1))
        reseal(whole_release)
        assert "data/figures.json" in named(verify(whole_release))

    def test_invents_a_figure(self, whole_release: Path, reseal: Reseal) -> None:
        figures = json.loads((whole_release / "data/figures.json").read_text())
        figures.append({**figures[0], "id": "invented"})
        (whole_release / "data/figures.json").write_text(json.dumps(figures))
        reseal(whole_release)
        assert any("invented" in failure.text for failure in verify(whole_release).failures)

    def test_leaves_a_figure_out(self, whole_release: Path, reseal: Reseal) -> None:
        figures = json.loads((whole_release / "data/figures.json").read_text())
        (whole_release / "data/figures.json").write_text(json.dumps(figures[1:]))
        for language in ("en", "ru", "sv"):
            shutil.rmtree(whole_release / language / "figures" / figures[0]["id"])
        reseal(whole_release)
        report = verify(whole_release)
        assert any(f"no figure {figures[0]['id']}" in one.text for one in report.failures)

    def test_hides_a_table_from_the_metadata(self, whole_release: Path) -> None:
        from vittne.verify.manifest import write_manifest

        (whole_release / "data/more.csv").write_text("a\n1\n")
        write_manifest(whole_release)
        assert named(verify(whole_release)) == {"data/datapackage.json", "log/claims"}

    def test_puts_another_checker_in(self, whole_release: Path, reseal: Reseal) -> None:
        (whole_release / "verify.pyz").write_bytes(b"print('all is well')")
        reseal(whole_release)
        assert named(verify(whole_release)) == {"verify.pyz"}

    def test_changes_words_and_does_not_sign_them(self, whole_release: Path) -> None:
        from vittne.verify.manifest import write_manifest

        replace(whole_release / "en/index.html", "Nobody may", "Everybody may")
        write_manifest(whole_release)
        report = verify(whole_release)
        assert failed(report) == {"logs"}
        assert "something besides the logs was changed" in report.failures[0].text

    def test_changes_words_and_signs_them_with_a_key_of_his_own(
        self, whole_release: Path, reseal: Reseal
    ) -> None:
        """Nothing in the folder can show that: only what the reader has from elsewhere."""
        published = hashlib.sha256((whole_release / "MANIFEST.sha256").read_bytes()).hexdigest()
        key = VerifierKey.parse((whole_release / "log/keys.txt").read_text().strip())
        replace(whole_release / "en/index.html", "Nobody may", "Everybody may")
        reseal(whole_release, b"the key of an enemy".ljust(32))
        blind = verify(whole_release)
        assert blind.ok
        assert "signs it with a key of his own" in blind.not_seen[0]
        seeing = verify(whole_release, published)
        assert failed(seeing) == {"hash"}
        assert named(seeing) == {"MANIFEST.sha256"}
        seeing = verify(whole_release, key=key)
        assert failed(seeing) == {"logs"}
        assert named(seeing) == {"log/keys.txt"}


def test_the_published_hash_passes_and_nothing_is_left_unsaid(made_release: Path) -> None:
    published = hashlib.sha256((made_release / "MANIFEST.sha256").read_bytes()).hexdigest()
    report = verify(made_release, published)
    assert report.ok
    assert not any("--expect" in text for text in report.not_seen)


class TestHostileFolders:
    def test_data_that_is_a_link_is_not_read(self, whole_release: Path, tmp_path: Path) -> None:
        shutil.move(whole_release / "data", tmp_path / "elsewhere")
        (whole_release / "data").symlink_to(tmp_path / "elsewhere")
        report = verify(whole_release)
        assert "data" in named(report)
        assert failed(report) == {"files", "content"}

    def test_no_release_at_all(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("x")
        with pytest.raises(UserError, match="no release"):
            verify(tmp_path)

    @pytest.mark.parametrize("name", ["gone", "file"])
    def test_no_folder(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(UserError, match="cannot be read"):
            verify(tmp_path / name)

    def test_a_page_that_is_too_large_to_be_one(self, whole_release: Path) -> None:
        with (whole_release / "en/index.html").open("r+b") as file:
            file.truncate(100 * 1024 * 1024)
        assert any(failure.kind == "too_large" for failure in verify(whole_release).failures)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(data=st.data())
def test_no_change_of_bytes_passes_or_stops_the_checker(
    whole_release: Path, reseal: Reseal, data: st.DataObject
) -> None:
    """A few bytes anywhere, with and without an enemy who writes the manifest anew."""
    name = data.draw(st.sampled_from([name for name in FILES if name != "MANIFEST.sha256"]))
    file = whole_release / name
    right = file.read_bytes()
    start = data.draw(st.integers(0, len(right)))
    end = data.draw(st.integers(start, min(len(right), start + 8)))
    wrong = right[:start] + data.draw(st.binary(max_size=8)) + right[end:]
    file.write_bytes(wrong)
    try:
        assert (name in named(verify(whole_release))) == (wrong != right)
        reseal(whole_release)
        verify(whole_release)
    finally:
        file.write_bytes(right)
        reseal(whole_release)
