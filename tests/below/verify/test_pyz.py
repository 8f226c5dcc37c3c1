"""`verify.pyz` checks a release with a bare Python: no packages, no settings, no network."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from vittne.verify.pyz import ROOMS, build_pyz

BARE = (sys.executable, "-I", "-S")


def run(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BARE, *map(str, args)], cwd=cwd, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture(scope="module")
def members() -> dict[str, bytes]:
    with ZipFile(BytesIO(build_pyz())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestBytes:
    def test_twice_the_same(self) -> None:
        assert build_pyz() == build_pyz()

    def test_nothing_in_it_depends_on_time_or_machine(self) -> None:
        with ZipFile(BytesIO(build_pyz())) as archive:
            infos = archive.infolist()
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in infos} == {ZIP_STORED}
        assert {info.external_attr for info in infos} == {0o100644 << 16}
        assert [info.filename for info in infos] == sorted(info.filename for info in infos)

    def test_it_holds_the_rooms_that_checking_needs_and_no_other(self, members) -> None:
        assert {name.split("/")[1] for name in members if name.count("/") > 1} == set(ROOMS)
        assert "vittne/terms/lists/units.csv" in members
        assert all(name.endswith((".py", ".csv")) for name in members)

    def test_what_signs_and_what_needs_pairings_is_left_out(self, members) -> None:
        assert {"vittne/tlog/ed25519.py", "vittne/audit/chance.py"} <= set(members)
        assert not {"vittne/tlog/signing.py", "vittne/audit/drand.py"} & set(members)

    def test_it_imports_the_standard_library_and_itself_at_import_time(self, members) -> None:
        for name, source in members.items():
            if not name.endswith(".py"):
                continue
            for node in ast.parse(source).body:
                if isinstance(node, ast.Import):
                    found = {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    found = {node.module or ""}
                else:
                    continue
                assert {one.split(".")[0] for one in found} <= {
                    *sys.stdlib_module_names,
                    "vittne",
                }, name
                own = {one for one in found if one.startswith("vittne.")}
                files = {one.replace(".", "/") for one in own}
                assert all({f"{f}.py", f"{f}/__init__.py"} & set(members) for f in files), name

    def test_an_old_python_can_read_its_first_file(self, members) -> None:
        """3.7 is the oldest grammar that `ast` still knows; the file uses nothing of 3."""
        ast.parse(members["__main__.py"], feature_version=(3, 7))
        assert b"f'" not in members["__main__.py"]
        assert b'f"' not in members["__main__.py"]

    def test_an_old_python_is_told_in_one_sentence(self, members, tmp_path: Path) -> None:
        source = members["__main__.py"].decode()
        old = source.replace("sys.version_info", "(3, 9, 2)")
        assert old != source
        (tmp_path / "old.py").write_text(old)
        result = run("old.py", cwd=tmp_path)
        assert result.returncode == 2
        assert result.stderr == "verify.pyz needs Python 3.11 or later; this is Python 3.9.\n"
        assert result.stdout == ""


class TestRunning:
    def test_without_a_folder_it_checks_the_one_it_lies_in(
        self, made_release: Path, tmp_path: Path
    ) -> None:
        result = run(made_release / "verify.pyz", cwd=tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "PASSED" in result.stdout
        assert str(made_release) in result.stdout

    def test_what_it_has_imported_in_the_end(self, made_release: Path, tmp_path: Path) -> None:
        """A whole check, with every module that was ever loaded."""
        (tmp_path / "look.py").write_text(
            "import json, runpy, sys\n"
            "pyz, sys.argv = sys.argv[1], sys.argv[1:]\n"
            "try:\n    runpy.run_path(pyz, run_name='__main__')\n"
            "except SystemExit as end:\n    assert end.code == 0\n"
            "json.dump({k: getattr(v, '__file__', None) for k, v in sys.modules.items()},"
            " open('seen.json', 'w'))\n"
        )
        result = run("look.py", made_release / "verify.pyz", cwd=tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr
        seen = json.loads((tmp_path / "seen.json").read_text())
        assert {"vittne.tlog.ed25519", "vittne.audit.transcript", "vittne.verify.log"} <= set(seen)
        for name, file in seen.items():
            root = name.split(".")[0]
            assert root in {"__main__", "vittne", *sys.stdlib_module_names}, name
            if root == "vittne":
                assert file.startswith(str(made_release / "verify.pyz")), name

    def test_it_works_where_it_is_called_by_its_bare_name(self, made_release: Path) -> None:
        assert run("verify.pyz", cwd=made_release).returncode == 0

    def test_it_names_its_own_hash_and_who_made_it(self, made_release: Path) -> None:
        digest = hashlib.sha256((made_release / "verify.pyz").read_bytes()).hexdigest()
        output = run("verify.pyz", cwd=made_release).stdout
        assert digest in output
        assert "whoever made the release made it as well" in output

    def test_another_folder(self, made_release: Path, whole_release: Path) -> None:
        (whole_release / "style.css").write_text("p { color: red }")
        result = run(made_release / "verify.pyz", whole_release, cwd=made_release)
        assert result.returncode == 1
        assert "style.css: was changed" in result.stdout
        assert "FAILED: 1 thing does not hold" in result.stdout

    def test_json_is_one_object_and_nothing_else(self, made_release: Path) -> None:
        result = run("verify.pyz", "--json", cwd=made_release)
        report = json.loads(result.stdout)
        assert report["ok"] is True
        assert result.stderr == ""

    def test_it_leaves_no_file_behind(self, whole_release: Path) -> None:
        before = sorted(whole_release.rglob("*"))
        run("verify.pyz", cwd=whole_release)
        assert sorted(whole_release.rglob("*")) == before

    def test_it_reads_no_module_that_lies_beside_it(self, whole_release: Path) -> None:
        """A folder that an enemy filled cannot make the checker import from it."""
        for name in ("json.py", "vittne.py", "sitecustomize.py"):
            (whole_release / name).write_text("raise SystemExit('taken over')")
        result = run("verify.pyz", cwd=whole_release)
        assert "taken over" not in result.stdout + result.stderr
        assert "json.py: was added" in result.stdout

    @pytest.mark.parametrize("args", [("gone",), ("--expect", "abc"), ("--no-such-option",)])
    def test_wrong_input_is_a_sentence_and_exit_code_2(self, made_release: Path, args) -> None:
        result = run("verify.pyz", *args, cwd=made_release)
        assert result.returncode == 2
        assert result.stdout == ""
        assert "Traceback" not in result.stderr

    def test_a_terminal_that_knows_ascii_only(self, whole_release: Path) -> None:
        (whole_release / "чужой.txt").write_text("x")
        result = subprocess.run(
            [sys.executable, "-S", "-X", "utf8=0", "verify.pyz"],
            cwd=whole_release,
            env={"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        assert "was added" in result.stdout

    def test_a_reader_who_stops_reading_is_no_error(self, whole_release: Path) -> None:
        for number in range(3000):  # more than a pipe holds
            (whole_release / f"added-{number}.txt").write_text("x")
        process = subprocess.Popen(
            [*BARE, "verify.pyz"],
            cwd=whole_release,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=60) == 141

    def test_a_copy_elsewhere_says_that_it_is_a_file_like_any_other(
        self, made_release: Path, tmp_path: Path
    ) -> None:
        shutil.copy(made_release / "verify.pyz", tmp_path / "mine.pyz")
        result = run("mine.pyz", made_release, cwd=tmp_path)
        assert result.returncode == 0
        assert "whoever made the release" not in result.stdout
