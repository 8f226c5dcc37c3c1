"""What the mailbox keeps, and what its file tells."""

from __future__ import annotations

import datetime
import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from vittne.door.storage import FILE, FORMAT, PART, StorageFailed, Store, Taken, today

TOMORROW = today() + datetime.timedelta(days=2)


def noise(seed: int, size: int) -> bytes:
    return hashlib.shake_256(bytes([seed])).digest(size)


def keep(store: Store, data: bytes) -> bytes:
    incoming = store.incoming()
    incoming.write(data)
    incoming.acknowledge()
    return incoming.id


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as db:
        return db.execute(query).fetchall()


# ---------------------------------------------------------------- messages


@pytest.mark.parametrize("size", [1, PART - 1, PART, PART + 1, 3 * PART + 7])
def test_a_message_comes_back_as_it_came(store: Store, size: int) -> None:
    data = noise(1, size)
    identifier = keep(store, data)
    assert b"".join(store.parts(identifier)) == data
    entry = store.message(identifier)
    assert entry is not None
    assert (entry.id, entry.day, entry.size) == (identifier, today().isoformat(), size)
    assert store.messages() == [entry]


def test_nobody_sees_a_message_before_it_is_acknowledged(store: Store) -> None:
    incoming = store.incoming()
    incoming.write(bytes(2 * PART))
    assert store.messages() == []
    assert store.message(incoming.id) is None


def test_what_is_discarded_leaves_nothing(store: Store, tmp_path: Path) -> None:
    incoming = store.incoming()
    incoming.write(b"\xa5" * (2 * PART))
    incoming.discard()
    assert rows(tmp_path, "SELECT count(*) FROM part") == [(0,)]
    store.tidy()
    assert b"\xa5" * 64 not in (tmp_path / FILE).read_bytes()


def test_parts_without_a_message_are_swept_at_the_next_start(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = keep(store, b"kept")
    store.add_reply(b"r" * 16, b"answer", TOMORROW)
    store.incoming().write(bytes(3 * PART))
    store.close()
    again = Store(tmp_path)
    assert rows(tmp_path, "SELECT count(*) FROM part") == [(2,)]
    assert b"".join(again.parts(kept)) == b"kept"
    assert again.replies([b"r" * 16]) == [(b"r" * 16, TOMORROW, b"answer")]
    again.close()


def test_a_message_whose_parts_are_not_all_there_is_not_acknowledged(store: Store) -> None:
    incoming = store.incoming()
    incoming.write(bytes(2 * PART))
    store.sweep()  # a second server would do this: the folder is locked against it
    with pytest.raises(StorageFailed):
        incoming.acknowledge()
    assert store.messages() == []


def test_deleting_takes_only_what_it_names(store: Store, tmp_path: Path) -> None:
    first, second = keep(store, b"\x5a" * PART), keep(store, b"second")
    store.delete_messages([first, b"?" * 16])
    assert [entry.id for entry in store.messages()] == [second]
    store.settle()
    assert b"\x5a" * 64 not in (tmp_path / FILE).read_bytes(), "deleted bytes are overwritten"


def test_ids_of_answers_delete_no_message_and_the_other_way_round(store: Store) -> None:
    message = keep(store, b"message")
    store.add_reply(b"r" * 16, b"answer", TOMORROW)
    store.delete_replies([message])
    store.delete_messages([b"r" * 16])
    assert b"".join(store.parts(message)) == b"message"
    assert len(store.replies([b"r" * 16])) == 1


def test_many_writers_at_once_lose_nothing(store: Store) -> None:
    sent = {number: noise(number, 2 * PART + number) for number in range(8)}
    ids: dict[int, bytes] = {}

    def write(number: int) -> None:
        ids[number] = keep(store, sent[number])

    threads = [threading.Thread(target=write, args=(number,)) for number in sent]
    for thread in threads:
        thread.start()
    store.tidy()
    for thread in threads:
        thread.join()
    assert {number: b"".join(store.parts(ids[number])) for number in sent} == sent


# ---------------------------------------------------------------- answers


def test_an_answer_is_found_among_all_ids_that_are_asked_for(store: Store) -> None:
    store.add_reply(b"b" * 16, b"two", TOMORROW)
    asked = [bytes([number]) * 16 for number in range(64)] + [b"b" * 16]
    assert store.replies(asked) == [(b"b" * 16, TOMORROW, b"two")]
    store.delete_replies(asked)
    assert store.replies(asked) == []


def test_the_same_answer_may_come_twice_and_another_one_may_not(store: Store) -> None:
    store.add_reply(b"a" * 16, b"one", TOMORROW)
    store.add_reply(b"a" * 16, b"one", TOMORROW)
    with pytest.raises(Taken):
        store.add_reply(b"a" * 16, b"two", TOMORROW)
    identifier = keep(store, b"message")
    with pytest.raises(Taken):
        store.add_reply(identifier, b"two", TOMORROW)
    assert [sealed for _, _, sealed in store.replies([b"a" * 16])] == [b"one"]


def test_an_answer_is_shown_until_its_day_and_deleted_on_it(store: Store, tmp_path: Path) -> None:
    store.add_reply(b"a" * 16, b"old", today())
    store.add_reply(b"b" * 16, b"new", TOMORROW)
    assert [sealed for _, _, sealed in store.replies([b"a" * 16, b"b" * 16])] == [b"new"]
    store.expire()
    assert rows(tmp_path, "SELECT id FROM reply") == [(b"b" * 16,)]
    assert rows(tmp_path, "SELECT id FROM part") == [(b"b" * 16,)]


# ---------------------------------------------------------------- what the file tells


def fill(folder: Path, order: list[int]) -> bytes:
    """The file of a mailbox that got the same messages in some order, and one that was deleted."""
    folder.mkdir()
    store = Store(folder)
    for number in order:
        identifier = noise(number, 16)
        for part in range(number % 3 + 1):
            store.add_part(identifier, part, bytes([number]) * 1000)
        store.acknowledge(identifier, number % 3 + 1)
    store.delete_messages([noise(order[0] + 100, 16)])
    store.tidy()
    store.close()
    file = bytearray((folder / FILE).read_bytes())
    # Counters of changes (bytes 24-27, 40-43, 92-95) say how often the file was written.
    for start in (24, 40, 92):
        file[start : start + 4] = bytes(4)
    return bytes(file)


def test_a_rewritten_file_does_not_tell_the_order_in_which_messages_came(tmp_path: Path) -> None:
    numbers = list(range(12))
    assert fill(tmp_path / "a", numbers) == fill(tmp_path / "b", numbers[::-1])


def test_rows_have_no_numbers(store: Store, tmp_path: Path) -> None:
    for table in ("message", "part", "reply"):
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            rows(tmp_path, f"SELECT rowid FROM {table}")  # noqa: S608


def test_nothing_is_kept_but_ids_days_and_sealed_bytes(store: Store, tmp_path: Path) -> None:
    tables = rows(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    columns = {
        name: [row[1] for row in rows(tmp_path, f"PRAGMA table_info({name})")] for (name,) in tables
    }
    assert columns == {
        "message": ["id", "day"],
        "part": ["id", "n", "bytes"],
        "reply": ["id", "expires"],
    }


def test_times_of_files_are_days_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, b"message")
    store.settle()
    paths = [tmp_path, *tmp_path.iterdir()]
    assert len(paths) == 4
    assert all(path.stat().st_mtime % 86400 == 0 for path in paths)
    assert all(path.stat().st_mode & 0o077 == 0 for path in paths[1:])
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]
    assert (tmp_path / FILE).stat().st_mtime % 86400 == 0


# ---------------------------------------------------------------- what goes wrong

_WRITES = """
import sys
from pathlib import Path
from vittne.door.storage import PART, Store
store = Store(Path(sys.argv[1]))
while True:
    incoming = store.incoming()
    incoming.write(incoming.id * (PART // 16 * 3 + 1))
    incoming.acknowledge()
    print(incoming.id.hex(), flush=True)
    store.tidy()
"""


@pytest.mark.parametrize("messages", [1, 3, 6])
def test_what_was_acknowledged_survives_a_kill_and_the_rest_leaves_nothing(
    tmp_path: Path, messages: int
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip() for _ in range(messages)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    store = Store(tmp_path)
    kept = {entry.id.hex() for entry in store.messages()}
    # One more may have been written down and not said any more.
    assert kept >= set(acknowledged)
    assert len(kept) <= len(acknowledged) + 1
    for identifier in map(bytes.fromhex, kept):
        assert b"".join(store.parts(identifier)) == identifier * (PART // 16 * 3 + 1)
    orphans = rows(tmp_path, "SELECT id FROM part WHERE id NOT IN (SELECT id FROM message)")
    assert orphans == []
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {FILE}
    store.close()


_FULL = """
import resource, sys
from pathlib import Path
from vittne.door.storage import PART, StorageFailed, Store
store = Store(Path(sys.argv[1]))
kept = store.incoming()
kept.write(b"kept")
kept.acknowledge()
store.tidy()
resource.setrlimit(resource.RLIMIT_FSIZE, (4 * PART, resource.RLIM_INFINITY))
incoming = store.incoming()
try:
    for _ in range(20):
        incoming.write(bytes(PART))
    incoming.acknowledge()
except StorageFailed:
    incoming.discard()
    print("refused")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.expire()
print(len(store.messages()), b"".join(store.parts(kept.id)).decode())
store.close()
"""


def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _FULL, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["refused", "1 kept"]
    assert rows(tmp_path, "SELECT count(*) FROM part") == [(1,)]


def test_a_disk_that_is_nearly_full_takes_no_message(store: Store) -> None:
    assert store.has_room(1000)
    assert not store.has_room(1 << 60)


def test_a_mailbox_that_could_not_be_opened_again_is_opened_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(store, b"kept")
    with monkeypatch.context() as broken:
        broken.setattr(store, "_path", store._path.with_name("gone") / FILE)
        with pytest.raises(StorageFailed):
            store.tidy()
        with pytest.raises(StorageFailed):
            store.messages()
        with pytest.raises(StorageFailed):
            keep(store, b"lost")
    store.tidy()
    assert b"".join(store.parts(kept)) == b"kept"
    assert len(store.messages()) == 1


def test_a_mailbox_of_another_version_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    """Who goes back to an older program is told so, before it touches what it does not know."""
    first = Store(tmp_path)
    keep(first, b"kept")
    first.close()
    with sqlite3.connect(tmp_path / FILE) as later:
        later.execute(f"PRAGMA user_version = {FORMAT + 1}")
    later.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StorageFailed, match=f"its format is {FORMAT + 1}"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before
