"""Records known by what they say: ids of a source may be given anew, its sentences rarely are."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from vittne.link.records import Record, Records

How = Literal["same", "changed", "moved", "ambiguous", "gone"]
"""How a record of an earlier day is found: under its id with the same content; under its id with
other content; under another id; several are alike; or it is not there."""

_SAID = ("list", "name", "given", "patronymic", "family", "sex", "date", "place", "act")


def content_of(record: Record) -> str:
    """Return a fingerprint of what a record says of the person and of what happened.

    Ids (its own, the event's), grades, grounds, hands and further columns are left out: they are
    given by whoever keeps the list, and given anew. So are case, blanks and ways of encoding.
    The fingerprint of few words can be guessed: it is as confidential as the record.
    """
    said = [_plain(getattr(record, name)) for name in _SAID]
    said += ["" if age is None else str(age) for age in (record.age_low, record.age_high)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Found:
    """Where a record of an earlier day is now; ``key`` is empty where nobody can say."""

    key: str
    how: How


@dataclass(frozen=True)
class Contents:
    """The records of today, and what keys held before. Make one with :meth:`of`."""

    now: Mapping[str, str]
    holders: Mapping[str, frozenset[str]]
    then: Mapping[str, str]
    held: Mapping[str, frozenset[str]]
    named: frozenset[str]
    renumbered: frozenset[str]

    @classmethod
    def of(cls, records: Records, former: Mapping[str, str] | None = None) -> Contents:
        """Prepare to find records.

        Parameters
        ----------
        former : mapping of str to str
            Key to content in the last run (``persons.csv``).
        """
        now = {row.key: content_of(row) for row in records.rows}
        then = dict(former or {})
        named = frozenset(r.key for r in records.rows if r.name or r.given or r.family)
        contents = cls(now, _by_content(now), then, _by_content(then), named, frozenset())
        renumbered = frozenset(_renumbered(contents))
        return cls(now, contents.holders, then, contents.held, named, renumbered)

    def find(self, key: str, content: str = "") -> Found:
        """Return where the record is that had this key and said this.

        Without a content, what the key held in the last run is taken; without that, the key.
        A record is known by its content only if it has a name, and no other says the same: of
        nameless records of one event nobody can say which is which. A key is trusted for a
        record that says other things now, unless the record that has it today is known to have
        had another one, or its list was renumbered: then the key may be anybody's.
        """
        content = content or self.then.get(key, "")
        if not content:
            return Found(key, "same") if key in self.now else Found("", "gone")
        if self.now.get(key) == content:
            return Found(key, "same")
        holders = self.holders.get(content, frozenset())
        if not holders:
            return Found(key, "changed") if self._may_be_edited(key) else Found("", "gone")
        held = self.held.get(content, frozenset())
        if not (len(holders) == 1 and len(held) <= 1):
            holders = holders - held if held - holders == {key} else frozenset()
        if len(holders) == 1 and holders <= self.named:
            return Found(next(iter(holders)), "moved")
        return Found("", "ambiguous")

    def _may_be_edited(self, key: str) -> bool:
        if key not in self.now or key.partition("/")[0] in self.renumbered:
            return False
        return not self.held.get(self.now[key], frozenset()) - {key}


def _by_content(contents: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, content in contents.items():
        found[content].add(key)
    return {content: frozenset(keys) for content, keys in found.items()}


def _renumbered(contents: Contents) -> Iterable[str]:
    """Lists in which more records have another id than have kept theirs."""
    how = Counter((key.partition("/")[0], contents.find(key).how) for key in contents.then)
    for name in {name for name, _ in how}:
        if how[name, "moved"] > how[name, "same"]:
            yield name
