"""What the door keeps: sealed messages and answers, a day, and nothing else.

SQLite in one file. Tables have no row numbers: rows lie by random ids. Bytes come in parts of
256 KiB, each in a transaction of its own, under an id that nobody knows yet. A message exists
from the one transaction on that writes its id down; parts without it are swept away.

A rewriting (`tidy`) puts everything in the order of the ids, so that the file does not tell in
which order messages came, nor what was deleted.
"""

from __future__ import annotations

import datetime
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FILE = "mailbox.sqlite3"
PART = 256 * 1024
ID_SIZE = 16
SPARE = 8 << 20
"""Bytes of the disk that stay free, so that deleting is always possible."""
FORMAT = 1
"""Number of these tables, kept in the head of the file: a file with another one stays untouched."""

_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS message (id BLOB PRIMARY KEY, day TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reply (id BLOB PRIMARY KEY, expires TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (id BLOB NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (id, n)) STRICT, WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
"""
_COUNTERS = (24, 40, 92)
"""Where the head of the file counts: changes, changes of tables, changes when it was measured."""
_ORPHANS = "id NOT IN (SELECT id FROM message UNION ALL SELECT id FROM reply)"


class StorageFailed(Exception):
    """The disk is full or fails: what was being written is not kept."""


class Taken(Exception):
    """There is something else under this id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message, as staff are told of it."""

    id: bytes
    day: str
    size: int


class Incoming:
    """A message on its way in: takes sealed bytes and stores them in parts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held = bytearray()
        self.id = secrets.token_bytes(ID_SIZE)
        self.parts = 0

    def write(self, data: bytes) -> int:
        """Take sealed bytes.

        Raises
        ------
        StorageFailed
            Where they cannot be stored.
        """
        self._held += data
        while len(self._held) >= PART:
            self._part(bytes(self._held[:PART]))
            del self._held[:PART]
        return len(data)

    def acknowledge(self) -> None:
        """Store the rest, then the id: from here on there is a message, even if all power fails.

        Raises
        ------
        StorageFailed
            Where there is none.
        """
        if self._held:
            self._part(bytes(self._held))
            self._held.clear()
        self._store.acknowledge(self.id, self.parts)

    def discard(self) -> None:
        """Delete what was stored: now, or later where the disk does not even take that."""
        self._held.clear()
        if self.parts:
            self._store.discard(self.id)

    def _part(self, data: bytes) -> None:
        self._store.add_part(self.id, self.parts, data)
        self.parts += 1


class Store:
    """The mailbox of one door. One process uses it, from many threads.

    Writing goes through one connection, one short transaction at a time: who writes faster than
    the disk waits. Reading has another connection, and is not held up by a rewriting.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / FILE
        self._path.touch(mode=0o600)
        self._writing, self._reading = threading.Lock(), threading.Lock()
        self._doomed: set[bytes] = set()
        self._closed = True
        try:
            self._open()
            self._check_format()
            self._writer.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StorageFailed(str(error)) from error
        self.sweep()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=10, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA cache_size = -4096")
        connection.execute("PRAGMA journal_size_limit = 0")
        return connection

    @contextmanager
    def _write(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Yield the writer inside one transaction; `durable`: it waits until the disk has it."""
        with self._writing:
            try:
                if durable:
                    self._writer.execute("PRAGMA synchronous = FULL")
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except sqlite3.Error as error:
                raise StorageFailed(type(error).__name__) from error
            finally:
                with suppress(sqlite3.Error):
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    if durable:
                        self._writer.execute("PRAGMA synchronous = NORMAL")

    def _read(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._reading:
            try:
                return self._reader.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise StorageFailed(type(error).__name__) from error

    # ------------------------------------------------------------ messages

    def has_room(self, size: int) -> bool:
        """Whether the disk has room for a message of this size, and for its way there."""
        disk = os.statvfs(self._folder)
        return disk.f_bavail * disk.f_frsize >= 2 * size + SPARE

    def incoming(self) -> Incoming:
        """Return what a new message is written to."""
        return Incoming(self)

    def add_part(self, identifier: bytes, number: int, data: bytes) -> None:
        """Store one part of a message that is on its way in."""
        with self._write() as db:
            db.execute("INSERT INTO part VALUES (?, ?, ?)", (identifier, number, data))

    def acknowledge(self, identifier: bytes, parts: int) -> None:
        """Make a message of `parts` parts."""
        with self._write(durable=True) as db:
            query = "SELECT count(*) FROM part WHERE id = ?"
            (stored,) = db.execute(query, (identifier,)).fetchone()
            if stored != parts:
                raise StorageFailed("parts are missing")
            db.execute("INSERT INTO message VALUES (?, ?)", (identifier, today().isoformat()))

    def discard(self, identifier: bytes) -> None:
        """Delete the parts of a message that did not become one."""
        self._doomed.add(identifier)
        with suppress(StorageFailed):
            self.discard_again()

    def discard_again(self) -> None:
        """Delete what could not be deleted before."""
        for identifier in tuple(self._doomed):
            with self._write() as db:
                db.execute(f"DELETE FROM part WHERE id = ? AND {_ORPHANS}", (identifier,))  # noqa: S608
            self._doomed.discard(identifier)

    def messages(self) -> list[Entry]:
        """Return all messages, in the order of their ids, which is none."""
        query = (
            "SELECT id, day, (SELECT sum(length(bytes)) FROM part WHERE part.id = message.id)"
            " FROM message ORDER BY id"
        )
        return [Entry(*row) for row in self._read(query)]  # type: ignore[arg-type]

    def message(self, identifier: bytes) -> Entry | None:
        """Return one message, or None."""
        query = (
            "SELECT id, day, (SELECT sum(length(bytes)) FROM part WHERE part.id = message.id)"
            " FROM message WHERE id = ?"
        )
        rows = self._read(query, (identifier,))
        return Entry(*rows[0]) if rows else None  # type: ignore[arg-type]

    def parts(self, identifier: bytes) -> Iterator[bytes]:
        """Yield the sealed bytes of a message, a part at a time."""
        number = 0
        query = "SELECT bytes FROM part WHERE id = ? AND n = ?"
        while rows := self._read(query, (identifier, number)):
            yield rows[0][0]  # type: ignore[misc]
            number += 1

    def delete_messages(self, identifiers: Sequence[bytes]) -> None:
        """Delete messages that staff have; those that are not there make no difference."""
        with self._write(durable=True) as db:
            for identifier in identifiers:
                deleted = db.execute("DELETE FROM message WHERE id = ?", (identifier,))
                if deleted.rowcount:
                    db.execute("DELETE FROM part WHERE id = ?", (identifier,))

    # ------------------------------------------------------------ answers

    def add_reply(self, identifier: bytes, sealed: bytes, expires: datetime.date) -> None:
        """Store an answer. The same one may come twice.

        Raises
        ------
        Taken
            Where another lies there.
        """
        with self._write(durable=True) as db:
            query = "SELECT bytes FROM part WHERE id = ?"
            there = db.execute(query, (identifier,)).fetchall()
            if there and there != [(sealed,)]:
                raise Taken
            if not there:
                db.execute("INSERT INTO reply VALUES (?, ?)", (identifier, expires.isoformat()))
                db.execute("INSERT INTO part VALUES (?, 0, ?)", (identifier, sealed))

    def replies(self, identifiers: Sequence[bytes]) -> list[tuple[bytes, datetime.date, bytes]]:
        """Return the answers that lie under these ids, with the day of their end: one query."""
        marks = ", ".join("?" * len(identifiers))
        rows = self._read(
            "SELECT reply.id, expires, bytes FROM reply JOIN part ON part.id = reply.id"  # noqa: S608
            f" WHERE reply.id IN ({marks}) AND expires > ?",
            (*identifiers, today().isoformat()),
        )
        return [
            (identifier, datetime.date.fromisoformat(expires), sealed)  # type: ignore[arg-type,misc]
            for identifier, expires, sealed in rows
        ]

    def delete_replies(self, identifiers: Sequence[bytes]) -> None:
        """Delete answers; those that are not there make no difference."""
        with self._write(durable=True) as db:
            for identifier in identifiers:
                deleted = db.execute("DELETE FROM reply WHERE id = ?", (identifier,))
                if deleted.rowcount:
                    db.execute("DELETE FROM part WHERE id = ?", (identifier,))

    def expire(self) -> None:
        """Delete the answers whose day has come, and what could not be deleted before."""
        self.discard_again()
        with self._write() as db:
            day = today().isoformat()
            query = "DELETE FROM part WHERE id IN (SELECT id FROM reply WHERE expires <= ?)"
            db.execute(query, (day,))
            db.execute("DELETE FROM reply WHERE expires <= ?", (day,))

    # ------------------------------------------------------------ housekeeping

    def sweep(self) -> None:
        """Delete what no message and no answer owns. Only while nothing is on its way in."""
        with self._write() as db:
            db.execute(f"DELETE FROM part WHERE {_ORPHANS}")  # noqa: S608

    def settle(self) -> None:
        """Empty the write-ahead log, and set the times of the files to the beginning of the day."""
        with self._writing, suppress(sqlite3.Error):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._blur()

    def tidy(self) -> None:
        """Rewrite the file in the order of the ids. It needs as much room again for a while.

        SQLite counts: rewritings and openings in the head of the file, transactions in the index
        of its log. All of them begin anew here, or they would say how much went on.
        """
        with self._writing:
            try:
                if self._closed:
                    self._open()
                self._writer.execute("VACUUM")
                with self._reading:
                    self._reader.close()
                    self._writer.close()
                    self._closed = True
                    self._forget_counts()
                    self._open()
            except (sqlite3.Error, OSError) as error:
                # Where it stays closed, everything else fails until the next rewriting opens it.
                raise StorageFailed(type(error).__name__) from error
        self.settle()

    def _open(self) -> None:
        self._writer, self._reader = self._connect(), self._connect()
        self._closed = False

    def _check_format(self) -> None:
        (found,) = self._writer.execute("PRAGMA user_version").fetchone()
        if found not in (0, FORMAT):  # 0: a new file
            raise StorageFailed(f"its format is {found}, this version of the program has {FORMAT}")

    def _forget_counts(self) -> None:
        """Set the counters in the head of the closed file (sqlite.org/fileformat2.html, 1.3)."""
        with self._path.open("r+b") as file:
            for counter in _COUNTERS:
                file.seek(counter)
                file.write((1).to_bytes(4, "big"))

    def close(self) -> None:
        """Close the files; the log goes."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()
        self._blur()

    def _blur(self) -> None:
        day = datetime.datetime.combine(today(), datetime.time(), datetime.UTC).timestamp()
        for path in (*(Path(f"{self._path}{end}") for end in ("", "-wal", "-shm")), self._folder):
            with suppress(FileNotFoundError):
                os.utime(path, (day, day))


def today() -> datetime.date:
    """Return the day in UTC: the finest time that the door knows."""
    return datetime.datetime.now(datetime.UTC).date()
