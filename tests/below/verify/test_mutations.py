"""Changes of facts in a release, drawn at random: which of them are caught, and by what.

Three enemies. The *thief* has the folder, changes it and writes `MANIFEST.sha256` anew: he is
caught without any help. The *forger* makes all of it anew, and signs it with a key of his own: he
is caught by whoever has the key, or an older release. The *publisher* has the key itself: what was
published once is caught by an older release, and what an audit says by its arithmetic.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from invented_dossier import linked_dossier
from small_dossiers import CLAIM, HEAD, write_files

from vittne.audit import NOT_SHOWN, SUBSTANTIATED, Announced, Plan, read_dice
from vittne.release import auditing, build_release, publish_release, secrets_path
from vittne.release.auditing import Draw, Inspection, add_inspections, start_of, write_json
from vittne.release.log import Logs, with_entries, write_logs
from vittne.release.secrets import Leaf, read_secrets
from vittne.terms.canonical import canonical_json
from vittne.tlog import Tree as LogTree
from vittne.tlog import VerifierKey, files_of, read_log
from vittne.verify import check, pages
from vittne.verify.check import Trusted, Verifier, verify_release
from vittne.verify.claims import AUDIT, CLAIMS, KEYS, LIST, PROOFS, figure_entry, read_claims
from vittne.verify.figures import figure_from_dict
from vittne.verify.log import read_logs
from vittne.verify.manifest import MANIFEST, write_manifest
from vittne.verify.report import Report
from vittne.verify.tree import LARGEST_TEXT, Tree, walk

EACH = 42
"""Mutations of each kind that a thief makes: twelve kinds, and so more than 500."""
LANGUAGES = ("en", "ru", "sv")
FIGURES = "data/figures.json"
ORIGIN = "vittne/invented-valley"

Files = dict[str, bytes | None]
"""What is changed: path to content; None removes the file."""
Rng = random.Random


class Memory:
    """A walked release whose files are in memory: what `Tree` is on a disk."""

    failures = ()
    whole = True

    def __init__(self, folder: Path, content: Mapping[str, bytes], hashes: Mapping[str, str]):
        self.folder, self.content, self.hashes = folder, content, hashes
        self.files = tuple(sorted(content, key=str.encode))

    def __contains__(self, path: str) -> bool:
        return path in self.content

    def read(self, path: str, limit: int = LARGEST_TEXT) -> bytes:
        assert len(self.content[path]) <= limit
        return self.content[path]

    text = Tree.text

    def sha256(self, path: str) -> str:
        return self.hashes[path]


class Bench:
    """A release that is changed in memory, and what it may be held against."""

    def __init__(self, folder: Path, first: Path) -> None:
        self.folder, self.first = folder, first
        tree = walk(folder)
        self.paths = tree.files
        self.right = {path: tree.read(path) for path in tree.files}
        self.hashes = {path: tree.sha256(path) for path in tree.files}
        self.key = VerifierKey.parse(self.right[KEYS].decode().split("\n")[0])
        self.expect = self.hashes[MANIFEST]
        self.tree: Any = tree

    def some(self, rng: Rng, *starts: str, ends: str = "") -> str:
        """Return the path of a file that lies there."""
        found = [p for p in self.paths if p.startswith(starts) and p.endswith(ends)]
        return rng.choice(found)

    @contextmanager
    def changed(self, files: Files) -> Iterator[None]:
        """Change files and write the manifest anew; put all back in the end."""
        assert any(self.right.get(path) != content for path, content in files.items())
        content = {p: c for p, c in {**self.right, **files}.items() if c is not None}
        hashes = {path: self.hashes.get(path, "") for path in content}
        hashes |= {p: hashlib.sha256(content[p]).hexdigest() for p in files if p in content}
        lines = (f"{hashes[p]}  {p}\n" for p in sorted(hashes, key=str.encode) if p != MANIFEST)
        content[MANIFEST] = "".join(lines).encode()
        hashes[MANIFEST] = hashlib.sha256(content[MANIFEST]).hexdigest()
        before, self.tree = self.tree, Memory(self.folder, content, hashes)
        data = [path for path in files if path.startswith("data/")]
        try:
            for path in data:  # the dossier is read from the disk
                (self.folder / path).write_bytes(content[path])
            yield
        finally:
            self.tree = before
            for path in data:
                (self.folder / path).write_bytes(self.right[path])

    def verify(self, **trusted: Any) -> Report:
        return verify_release(self.folder, Verifier("a test"), Trusted(**trusted))


@pytest.fixture
def bench(
    two_releases: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Bench:
    """The second of two releases, with a list, and the audit that the first one announced."""
    return a_bench(*two_releases, tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def real_releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A dossier of a list that nobody may see, committed, published, audited and built again."""
    work = tmp_path_factory.mktemp("real")
    files = linked_dossier(60, lists="a", head=HEAD, reviewed=0)
    lists = {path: text for path, text in files.items() if path.startswith("lists/")}
    dossier = write_files(work / "dossier", {"dossier.toml": HEAD, "claims.csv": CLAIM, **lists})
    plan = Plan(propositions=("act", "ground"), share=0.7, confidence=0.9, chance=Announced())
    write_json(dossier, auditing.PLAN, plan.to_dict())
    build_release(dossier, work / "first")
    publish_release(work / "first", secrets_path(dossier))
    published = read_secrets(secrets_path(dossier)).published[0]
    claims = tuple(read_claims(published.entries))
    assert published.list_root is not None
    start = start_of(
        plan, read_dice("31624 51162 34561 23456"), claims, {published.list_root.hex(): 1}
    )
    assert start is not None
    draw = Draw(start=start, given=12)
    write_json(dossier, auditing.DRAW, draw.to_dict())
    add_inspections(
        dossier,
        (
            Inspection(leaf=leaf, proposition=one, verdict=SUBSTANTIATED if n != 5 else NOT_SHOWN)
            for n, leaf in enumerate(draw.leaves)
            for one in plan.propositions
        ),
    )
    more = linked_dossier(74, lists="a", head=HEAD, reviewed=0)["lists/a.csv"]
    (dossier / "lists/a.csv").write_text(more, encoding="utf-8")
    build_release(dossier, work / "second")
    return work / "first", work / "second"


def a_bench(first: Path, release: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Return a copy of a release to be changed. What every change leaves is computed once."""
    made = Bench(Path(shutil.copytree(release, work / "changed")), first)
    monkeypatch.setattr(pages, "read_page", cache(pages.read_page))
    monkeypatch.setattr(check, "build_pyz", cache(check.build_pyz))
    monkeypatch.setattr(check, "walk", lambda f: made.tree if f == made.folder else walk(f))
    assert made.verify().failures == ()
    return made


# --- what is changed ------------------------------------------------------------------------


def another_byte(rng: Rng, data: bytes) -> bytes:
    """Change, remove or add a byte; or cut the end off."""
    at = rng.randrange(len(data))
    end = rng.choice([at, at + 1, at + 1, at + 1, len(data)])
    new = bytes([data[at] ^ rng.randrange(1, 256)]) if end <= at + 1 else b""
    return data[:at] + new + data[end:]


def another_number(rng: Rng, value: Any) -> Any:
    """Return the JSON value with one of its numbers changed."""
    places: list[tuple[Any, Any]] = []

    def look(inside: Any) -> None:
        for key, item in inside.items() if isinstance(inside, dict) else enumerate(inside):
            if isinstance(item, dict | list):
                look(item)
            elif isinstance(item, int | float) and not isinstance(item, bool):
                places.append((inside, key))

    changed = json.loads(json.dumps(value))
    look(changed)
    inside, key = rng.choice(places)
    inside[key] += rng.choice([-1, 1, 2, 10, 100])
    return changed


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def number_in_figures(rng: Rng, bench: Bench) -> Files:
    return {FIGURES: dumped(another_number(rng, json.loads(bench.right[FIGURES])))}


def number_everywhere(rng: Rng, bench: Bench) -> Files:
    """A figure in all its files and pages, and in its sentences, with everything that agrees."""
    entries = json.loads(bench.right[FIGURES])
    one = rng.choice([e for e in entries if isinstance(e["value"], int) and e["value"] > 2])
    old, new = str(one["value"]), str(one["value"] + rng.choice([-1, 1]))
    found: Files = {}
    for path in [FIGURES, *(p for p in bench.paths if f"/figures/{one['id']}/" in p)]:
        text = bench.right[path].decode()
        head, mark, tail = text.rpartition(f'"{one["id"]}"') if path == FIGURES else ("", "", text)
        found[path] = (head + mark + re.sub(rf"\b{old}\b", new, tail)).encode()
    return found


def row_of_data(rng: Rng, bench: Bench) -> Files:
    path = bench.some(rng, "data/", ends=".csv")
    lines = bench.right[path].decode().splitlines(keepends=True)
    at = rng.randrange(len(lines))
    how = rng.choice(["lost", "twice", "digit"])
    if how == "lost":
        lines.pop(at)
    elif how == "twice":
        lines.insert(at, lines[at])
    else:
        lines[at] = lines[at].replace(",", ",7", 1) if "," in lines[at] else "7" + lines[at]
    return {path: "".join(lines).encode()}


def setting(rng: Rng, bench: Bench) -> Files:
    path = bench.some(rng, "data/", ends=rng.choice([".toml", ".json"]))
    return {path: another_byte(rng, bench.right[path])}


def tile(rng: Rng, bench: Bench) -> Files:
    path = bench.some(rng, f"{CLAIMS}/tile/", f"{LIST}/tile/")
    if rng.random() < 0.1:
        return {path: None}
    return {path: another_byte(rng, bench.right[path])}


def claim(rng: Rng, bench: Bench) -> Files:
    """An entry of the claims log, in its place, with its length."""
    path = bench.some(rng, f"{CLAIMS}/tile/entries/")
    data, entries = bench.right[path], []
    while data:
        size = int.from_bytes(data[:2], "big")
        entries.append(data[2 : 2 + size])
        data = data[2 + size :]
    at = rng.randrange(len(entries))
    how = rng.choice(["number", "lost", "twice", "swapped"])
    if how == "number":
        numbered = [n for n, e in enumerate(entries) if re.search(rb":\d", e)]
        at = rng.choice(numbered)
        entries[at] = canonical_json(another_number(rng, json.loads(entries[at])))
    elif how == "lost":
        entries.pop(at)
    elif how == "twice":
        entries.insert(at, entries[at])
    else:
        entries[at], entries[at - 1] = entries[at - 1], entries[at]
    return {path: b"".join(len(e).to_bytes(2, "big") + e for e in entries)}


def signed(rng: Rng, bench: Bench) -> Files:
    """A checkpoint, its signature, or a key."""
    path = bench.some(rng, KEYS, f"{CLAIMS}/checkpoint", f"{LIST}/checkpoint")
    return {path: another_byte(rng, bench.right[path])}


def proof(rng: Rng, bench: Bench) -> Files:
    path = bench.some(rng, f"{PROOFS}/")
    other = bench.some(rng, f"{PROOFS}/")
    if path != other and rng.random() < 0.5:
        return {path: bench.right[other]}
    return {path: another_byte(rng, bench.right[path])}


def transcript(rng: Rng, bench: Bench) -> Files:
    said = json.loads(bench.right[AUDIT])
    how = rng.choice(["number", "verdict", "order", "lost", "dice", "duplicate"])
    one = rng.choice(said["inspected"])
    if how == "number":
        said = another_number(rng, said)
    elif how == "verdict":
        which = rng.choice(list(one["verdicts"]))
        turned = {"substantiated": "not_shown", "not_shown": "substantiated"}
        one["verdicts"][which] = turned[one["verdicts"][which]]
    elif how == "order":
        said["inspected"].insert(0, said["inspected"].pop(rng.randrange(1, len(said["inspected"]))))
    elif how == "lost":
        said["inspected"].remove(one)
    elif how == "dice":
        throws = said["chance"]["throws"]
        said["chance"]["throws"] = throws[1:] + str(7 - int(throws[0]))
    else:
        one["duplicate"] = True
    return {AUDIT: dumped(said)}


def sentence(rng: Rng, bench: Bench) -> Files:
    """Words of a sentence, everywhere where they stand."""
    entries = json.loads(bench.right[FIGURES])
    one, language = rng.choice(entries), rng.choice(LANGUAGES)
    old = one["sentence"][language]
    at = rng.choice([place.start() for place in re.finditer(r"[\w,]+", old)])
    new = f"{old[:at]}{rng.choice(['not ', 'не ', 'kanske '])}{old[at:]}"
    found: Files = {}
    for path in bench.paths:
        if path == FIGURES or path.startswith(f"{language}/"):
            text = bench.right[path].decode()
            if old in text:
                found[path] = text.replace(old, new).encode()
    return found


def words(rng: Rng, bench: Bench) -> Files:
    """A letter of a page that is in no sentence and no number; or the page is gone."""
    path = bench.some(rng, *(f"{language}/" for language in LANGUAGES), ends=".html")
    text = bench.right[path].decode()
    if rng.random() < 0.1:
        return {path: None}
    if "Nobody may" in text and rng.random() < 0.5:
        return {path: text.replace("Nobody may", "Everybody may").encode()}
    at = rng.choice([m.start() for m in re.finditer(r"(?<=[>\w ])[a-zA-Zа-яА-Я](?=[^<>]*<)", text)])
    other = rng.choice("qxzжщ".replace(text[at], ""))
    return {path: (text[:at] + other + text[at + 1 :]).encode()}


def any_byte(rng: Rng, bench: Bench) -> Files:
    path = rng.choice([p for p in bench.paths if p != MANIFEST])
    return {path: another_byte(rng, bench.right[path])}


KINDS: tuple[Callable[[Rng, Bench], Files], ...] = (
    *(number_in_figures, number_everywhere, row_of_data, setting, tile, claim, signed, proof),
    *(transcript, sentence, words, any_byte),
)


def test_a_thief_is_caught_every_time(
    real_releases: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is changed in the folder: nobody needs a key, or anything else, to see it."""
    bench = a_bench(*real_releases, tmp_path, monkeypatch)
    assert caught(bench, KINDS, EACH) >= 500
    assert bench.verify(key=bench.key, previous=bench.first, expect=bench.expect).ok


def test_so_is_who_changes_the_example(
    example_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chechnya, as it is published: hundreds of pages, and no list."""
    bench = a_bench(example_release, example_release, tmp_path, monkeypatch)
    kinds = (number_in_figures, row_of_data, setting, tile, claim, signed, proof, words, any_byte)
    assert caught(bench, kinds, 3) == 27


def caught(bench: Bench, kinds: Sequence[Callable[[Rng, Bench], Files]], each: int) -> int:
    """Make changes; return how many, all of which were caught."""
    rng = random.Random(20170401)  # noqa: S311 - the same every time is what is wanted
    missed, done = [], 0
    for kind in kinds:
        for number in range(each):
            files = kind(rng, bench)
            with bench.changed(files):
                done += 1
                if bench.verify().ok:
                    missed.append((kind.__name__, number, sorted(files)))
    assert missed == []
    return done


# --- whoever signs anew -----------------------------------------------------------------------


class Signer:
    """Makes the second release anew, from changed files and logs, and signs it."""

    def __init__(self, bench: Bench, work: Path) -> None:
        self.bench, self.work = bench, work
        logs = read_logs(walk(bench.folder), pytest.fail)
        assert logs is not None
        self.claims, self.listed = logs.claims, logs.last.listed
        assert self.listed is not None
        tree = LogTree(self.listed["size"], bytes.fromhex(self.listed["root"]))
        self.leaves = read_log(files_of(bench.folder / LIST), tree)
        shutil.copytree(bench.folder, work)
        self.other: set[str] = set()

    def sign(self, files: Files, claims: list[Any], leaves: list[bytes], key: bytes) -> None:
        """Write the whole folder. The head of the claims names the list as it then is."""
        for path in self.other | set(files):
            content = {**self.bench.right, **files}[path]
            if content is None:
                (self.work / path).unlink(missing_ok=True)
            else:
                (self.work / path).write_bytes(content)
        self.other = set(files)
        for log in (CLAIMS, LIST, PROOFS):
            shutil.rmtree(self.work / log, ignore_errors=True)
        logs = Logs(
            number=2,
            origin=ORIGIN,
            supersedes="",
            key=key,
            leaves=tuple(Leaf(index=n, entry=leaf) for n, leaf in enumerate(leaves)),
        )
        tree = logs.list_tree
        for entry in claims:
            if entry["type"] == "release" and entry["number"] == 2 and tree is not None:
                entry["list"] = {**entry["list"], "size": tree.size, "root": tree.root.hex()}
        write_logs(with_entries(logs, claims[:-1]), self.work)
        write_manifest(self.work)

    def verify(self, **trusted: Any) -> Report:
        return verify_release(self.work, Verifier("a test"), Trusted(**trusted))

    @property
    def own(self) -> list[Any]:
        """The claims log, to be changed."""
        found: list[Any] = json.loads(json.dumps(self.claims))
        return found


@pytest.fixture
def signer(bench: Bench, tmp_path: Path) -> Signer:
    return Signer(bench, tmp_path / "signed")


KEY, FORGED = bytes(32), b"the key of an enemy".ljust(32)


def test_what_is_signed_anew_without_a_change_passes(signer: Signer, bench: Bench) -> None:
    signer.sign({}, signer.own, list(signer.leaves), KEY)
    report = signer.verify(key=bench.key, previous=bench.first, expect=bench.expect)
    assert report.failures == ()


def test_a_forger_is_caught_by_a_key_a_hash_or_an_older_release(
    signer: Signer, bench: Bench
) -> None:
    """He changes words, and everything that says the same, and signs it all: it looks whole."""
    rng = random.Random(20170402)  # noqa: S311
    blind = 0
    for number in range(16):
        files = (words if number % 2 else sentence)(rng, bench)
        claims = signer.own
        if FIGURES in files:
            figures = json.loads(files[FIGURES] or b"")
            for one in figures:
                path = f"figures/{one['id']}/figure.json"
                files |= {f"{each}/{path}": dumped(one) for each in LANGUAGES}
                for entry in claims:
                    if entry["type"] == "figure" and entry["id"] == one["id"]:
                        entry["sha256"] = figure_entry(figure_from_dict(one))["sha256"]
        signer.sign(files, claims, list(signer.leaves), FORGED)
        blind += signer.verify().ok
        for trusted in ({"key": bench.key}, {"expect": bench.expect}, {"previous": bench.first}):
            assert not signer.verify(**trusted).ok, (number, sorted(files))
    assert blind >= 4  # nothing in the folder can show it: the report says so


def old_number(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    at = rng.choice(
        [n for n, e in enumerate(claims[: _ended(claims)]) if re.search(r": \d", str(e))]
    )
    claims[at] = another_number(rng, claims[at])


def old_entry_lost(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    claims.pop(rng.randrange(_ended(claims)))


def old_entry_twice(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    at = rng.randrange(_ended(claims))
    claims.insert(at, claims[at])


def old_list(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    claims[0]["list"]["root"] = rng.randbytes(32).hex()


def other_release(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    head = next(e for e in claims if e["type"] == "release" and e["number"] == 2)
    head["supersedes"] = rng.randbytes(32).hex()


def other_number(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    claims[-4:] = [another_number(rng, e) if e["type"] == "result" else e for e in claims[-4:]]


def other_correction(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    claims[-2:] = [another_number(rng, e) if e["type"] == "correction" else e for e in claims[-2:]]


def leaf_more(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    leaves.append(rng.randbytes(32))
    leaves.sort()


def leaf_less(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    leaves.pop(rng.randrange(len(leaves)))


def leaf_twice(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    leaves[rng.randrange(1, len(leaves))] = leaves[0]
    leaves.sort()


def leaf_moved(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    leaves.insert(0, leaves.pop(rng.randrange(1, len(leaves))))


def leaf_of_another_size(rng: Rng, claims: list[Any], leaves: list[bytes]) -> None:
    leaves[-1] = leaves[-1] + rng.randbytes(1)


def _ended(claims: list[Any]) -> int:
    """Where the first release ends in the log."""
    return next(n for n, entry in enumerate(claims) if entry["type"] == "content") + 1


@pytest.mark.parametrize(
    ("change", "alone"),
    [
        *((old_number, False), (old_entry_lost, False), (old_entry_twice, False)),
        *((old_list, True), (other_release, False), (other_number, True)),
        (other_correction, True),
        *((leaf_more, True), (leaf_less, True), (leaf_twice, True), (leaf_moved, True)),
        (leaf_of_another_size, True),
    ],
)
def test_a_publisher_cannot_take_back_what_was_published(
    signer: Signer,
    bench: Bench,
    change: Callable[[Rng, list[Any], list[bytes]], None],
    alone: bool,
) -> None:
    """`alone`: caught in the new release by itself; else it needs the one before."""
    rng = random.Random(change.__name__)  # noqa: S311
    for _ in range(4):
        claims, leaves = signer.own, list(signer.leaves)
        change(rng, claims, leaves)
        signer.sign({}, claims, leaves, KEY)
        assert not signer.verify(key=bench.key, previous=bench.first).ok
        assert not alone or not signer.verify().ok


@pytest.mark.parametrize("how", ["number", "order", "lost", "added", "plan", "dice"])
def test_a_publisher_cannot_change_an_audit(signer: Signer, bench: Bench, how: str) -> None:
    """Neither what was drawn, nor what follows from what was seen."""
    said = json.loads(bench.right[AUDIT])
    seen = said["inspected"]
    if how == "number":
        said["list"]["size"] += 1
    elif how == "order":
        seen[0]["leaf"], seen[1]["leaf"] = seen[1]["leaf"], seen[0]["leaf"]
    elif how == "lost":
        seen.pop(6)  # the one that was not shown
    elif how == "added":
        seen.append({**seen[0], "leaf": 39})
    elif how == "plan":
        said["plan"]["share"] = 0.6
    else:
        said["chance"]["throws"] = said["chance"]["throws"][::-1]
    signer.sign({AUDIT: dumped(said)}, signer.own, list(signer.leaves), KEY)
    report = signer.verify()
    assert {failure.path for failure in report.failures} & {AUDIT, CLAIMS}


def test_an_audit_that_was_published_is_neither_left_out_nor_begun_again(
    signer: Signer, bench: Bench, tmp_path: Path
) -> None:
    """The first release of such a pair has the audit already."""
    published = Path(shutil.copytree(bench.folder, tmp_path / "published"))
    claims = [entry for entry in signer.own if entry["type"] != "result"]
    signer.sign({AUDIT: None}, claims, list(signer.leaves), KEY)
    report = signer.verify(previous=published)
    assert {failure.path for failure in report.failures} >= {AUDIT, FIGURES}
