"""What reviewers said, and what stands of it: decisions that can be withdrawn and survive new data.

A verdict is about two records as they were when somebody looked at them. It stands until it is
withdrawn, overruled, or its records are gone; in the file it stays for ever.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from vittne.link.contents import Contents
from vittne.link.pairs import FOUND, Pairs, Review
from vittne.link.records import Records
from vittne.terms.csvfile import Report
from vittne.terms.errors import Problem

FILE = "reviews.csv"

Pair = tuple[str, str]
"""Keys of two records, the smaller one first."""


@dataclass(frozen=True)
class Settled:
    """What stands of all reviews.

    Attributes
    ----------
    verdicts : mapping of pair to bool
        Whether the two are one person.
    standing : mapping of pair to tuple of Review
        All reviews that were not withdrawn and whose records are there, under the keys of today:
        of each reviewer and round the last one, in the order of the file.
    disagreements : frozenset of pair
        Reviewers differ, and nobody has decided: no verdict stands.
    contradictory : frozenset of pair
        Verdicts that cannot all be true: none of them stands.
    problems : tuple of Problem
        What somebody has to decide.
    found : frozenset of pair
        Pairs that were come upon otherwise (round ``found``: an auditor met a person twice), and
        reviewed by nobody. They were met because they are what they are: their verdicts hold, and
        nothing is learned from them.
    remarks : tuple of Problem
        Reviews that say nothing today, or of which somebody may want to look at the records again.
    """

    verdicts: Mapping[Pair, bool]
    standing: Mapping[Pair, tuple[Review, ...]]
    disagreements: frozenset[Pair]
    contradictory: frozenset[Pair]
    problems: tuple[Problem, ...]
    found: frozenset[Pair]
    remarks: tuple[Problem, ...]

    @property
    def to_decide(self) -> tuple[Pair, ...]:
        """Pairs that wait for an adjudicator."""
        return tuple(sorted(self.disagreements | self.contradictory))


def pair_of(a: str, b: str) -> Pair:
    """Return two keys in order."""
    return (a, b) if a < b else (b, a)


def settled(
    reviews: Sequence[Review],
    records: Records,
    former: Mapping[str, str] | None = None,
) -> Settled:
    """Return what stands of reviews.

    An adjudicated verdict stands over all others. Else those of all reviewers have to agree; one
    reviewer alone is enough. Of two reviews by the same person the later row stands, whatever round
    it is called: nobody is their own second reader. ``unsure`` settles nothing.

    Parameters
    ----------
    reviews : sequence of Review
        In the order of the file.
    records : Records
        Those of today.
    former : mapping of str to str
        Key to content in the last run (``persons.csv``): for reviews that do not say what their
        records said.
    """
    contents = Contents.of(records, former)
    remarks: list[Problem] = []
    standing: defaultdict[Pair, dict[tuple[str, bool], Review]] = defaultdict(dict)
    for review in reviews:
        if not review.withdrawn_at and (now := _today(review, contents, remarks.append)):
            said = standing[now.a, now.b]
            by = (now.reviewer, now.round == "adjudicated")
            said.pop(by, None)  # so that the later one comes last
            said[by] = now
    last = {pair: tuple(said.values()) for pair, said in standing.items()}
    verdicts = {pair: _verdict(said) for pair, said in last.items()}
    open_ = frozenset(pair for pair, verdict in verdicts.items() if verdict is None)
    sure = {pair: said == "same" for pair, said in verdicts.items() if said in _SURE}
    problems = [_disagreement(pair, last[pair]) for pair in sorted(open_)]
    contradictory, clashes = _contradictions(sure, records)
    return Settled(
        verdicts={pair: same for pair, same in sure.items() if pair not in contradictory},
        standing=last,
        disagreements=open_,
        contradictory=contradictory,
        problems=(*problems, *clashes),
        found=frozenset(pair for pair, said in last.items() if all(r.round == FOUND for r in said)),
        remarks=tuple(dict.fromkeys(remarks)),
    )


_SURE = ("same", "different")


def _today(review: Review, contents: Contents, remark: Report) -> Review | None:
    """Return the review under the keys of today, or None after a remark."""
    keys = []
    for key, content in ((review.a, review.a_content), (review.b, review.b_content)):
        found = contents.find(key, content)
        if found.how != "same":
            remark(_REMARKS[found.how](review, key, found.key))
        keys.append(found.key)
    a, b = pair_of(*keys)
    if not a:
        return None
    if a == b:
        message = f"{_named(review)} are one row now: the review says nothing any more"
        remark(Problem(file=FILE, column="a, b", value=a, message=message))
        return None
    return replace(review, a=a, b=b, a_content="", b_content="")


def _named(review: Review) -> str:
    return f"{review.a} and {review.b} (by {review.reviewer}, {review.at})"


def _gone(review: Review, key: str, now: str) -> Problem:
    message = f"{_named(review)}: {key} is not there any more; the review is kept, and unused"
    hint = "if the source gave it another id and other words, review the pair again"
    return Problem(file=FILE, column="a, b", value=key, message=message, hint=hint)


def _ambiguous(review: Review, key: str, now: str) -> Problem:
    message = f"{_named(review)}: several records say what {key} said, or none of them has a name"
    hint = "the review is kept, and unused: review the pair again"
    return Problem(file=FILE, column="a, b", value=key, message=message, hint=hint)


def _moved(review: Review, key: str, now: str) -> Problem:
    message = f"{key} has another id now, {now}: what was said of it goes with it"
    return Problem(file=FILE, column="a, b", value=key, message=message)


def _changed(review: Review, key: str, now: str) -> Problem:
    message = f"{_named(review)}: {key} says other things than when it was reviewed"
    hint = "the verdict stands; withdraw it if it is no longer right"
    return Problem(file=FILE, column="a, b", value=key, message=message, hint=hint)


_REMARKS = {"gone": _gone, "ambiguous": _ambiguous, "moved": _moved, "changed": _changed}


def _verdict(said: Sequence[Review]) -> str | None:
    """Return what stands of the reviews of one pair; None where they differ."""
    for review in reversed(said):
        if review.round == "adjudicated":
            return review.verdict
    verdicts = {review.verdict for review in said}
    return verdicts.pop() if len(verdicts) == 1 else None


def _disagreement(pair: Pair, said: Sequence[Review]) -> Problem:
    # Without names: whoever decides is to judge the reasons, not the people.
    voices = ", ".join(sorted(review.verdict for review in said))
    message = f"{pair[0]} and {pair[1]}: reviewers differ ({voices})"
    hint = "decide with: vittne link review DOSSIER --reviewer NAME --adjudicate"
    return Problem(file=FILE, column="verdict", value=" ".join(pair), message=message, hint=hint)


def _contradictions(
    verdicts: Mapping[Pair, bool], records: Records
) -> tuple[frozenset[Pair], tuple[Problem, ...]]:
    """Find verdicts that cannot all be true.

    For each two records that are different persons the shortest chain of ``same`` between them is
    such a case. All that take part are set aside, and it is looked again: there may be longer ones.
    """
    left, aside, problems = dict(verdicts), set[Pair](), list[Problem]()
    while found := list(_cases(left, records)):
        for apart, chain in found:
            told = verdicts.get(apart) is False
            problems.append(_contradiction(apart, chain, told))
            aside.update({apart} & verdicts.keys(), _steps(chain))
        left = {pair: same for pair, same in left.items() if pair not in aside}
    return frozenset(aside), tuple(problems)


def _cases(
    verdicts: Mapping[Pair, bool], records: Records
) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    near: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in sorted(pair for pair, same in verdicts.items() if same):
        near[a].append(b)
        near[b].append(a)
    apart = [pair for pair, same in verdicts.items() if not same]
    for a, b in sorted({*apart, *_twice_on_a_list(near, records)}):
        if chain := _chain(a, b, near):
            yield (a, b), chain


def _twice_on_a_list(near: Mapping[str, Sequence[str]], records: Records) -> Iterator[Pair]:
    """Pairs that are said to be one person on a list that has nobody twice."""
    seen: set[str] = set()
    for key in near:
        if key in seen:
            continue
        members = sorted(_reached(key, near))
        seen.update(members)
        first: dict[str, str] = {}
        for member in members:
            on = member.partition("/")[0]
            if on in records.without_duplicates and on in first:
                yield first[on], member
            first.setdefault(on, member)


def _reached(start: str, near: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return all that hangs together with a key, each with the one before it."""
    before = {start: start}
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        for other in near.get(key, ()):
            if other not in before:
                before[other] = key
                waiting.append(other)
    return before


def _chain(a: str, b: str, near: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return a shortest chain from a to b, or nothing."""
    before = _reached(a, near)
    if b not in before:
        return ()
    chain = [b]
    while chain[-1] != a:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))


def _steps(chain: Sequence[str]) -> Iterator[Pair]:
    return (pair_of(a, b) for a, b in pairwise(chain))


def _contradiction(apart: Pair, chain: Sequence[str], told: bool) -> Problem:
    joined = "; ".join(f"{a} and {b} are the same" for a, b in pairwise(chain))
    if told:
        but = f"{apart[0]} and {apart[1]} are different"
        hint = "look at them again with --adjudicate; until then none of these verdicts is used"
    else:
        on = apart[0].partition("/")[0]
        but = f"{apart[0]} and {apart[1]} are both on {on}, which has nobody twice"
        hint = f'withdraw a verdict, or write duplicates = "possible" in lists/{on}.toml'
    message = f"verdicts contradict each other: {joined}; but {but}"
    value = " ".join(dict.fromkeys([*chain, *apart]))
    return Problem(file=FILE, column="verdict", value=value, message=message, hint=hint)


@dataclass(frozen=True)
class Constraints:
    """Verdicts, as draws need them.

    Attributes
    ----------
    pairs : Pairs
        The candidates, and the reviewed pairs that were none.
    verdicts : mapping of int to bool
        By index into ``pairs``.
    weighed : mapping of int to bool
        Calibration learns from these: they were candidates, so that their weight is known, and
        somebody was given them to review.
    """

    pairs: Pairs
    verdicts: Mapping[int, bool]
    weighed: Mapping[int, bool]


def constraints(
    pairs: Pairs,
    verdicts: Mapping[Pair, bool],
    records: Records,
    found: Collection[Pair] = (),
) -> Constraints:
    """Find the pair of each verdict; reviewed pairs that are no candidates are added.

    What is added weighs as much as two records picked blindly, and has no levels (-1).
    """
    index = {key: number for number, key in enumerate(records.keys)}
    said = {_ends(index[a], index[b]): same for (a, b), same in verdicts.items()}
    known = set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    added = sorted(said.keys() - known)
    pairs = _with(pairs, added, max(len(records), 2))
    of = {ends: n for n, ends in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))}
    both = {of[ends]: same for ends, same in said.items()}
    teach = known - {_ends(index[a], index[b]) for a, b in found if {a, b} <= index.keys()}
    weighed = {of[ends]: same for ends, same in said.items() if ends in teach}
    return Constraints(pairs, both, weighed)


def _ends(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _with(pairs: Pairs, added: Sequence[tuple[int, int]], records: int) -> Pairs:
    if not added:
        return pairs
    ends = np.array(added, dtype=np.int64)
    a, b = np.concatenate([pairs.a, ends[:, 0]]), np.concatenate([pairs.b, ends[:, 1]])
    order = np.lexsort((b, a))

    def column(known: npt.NDArray[Any], blind: float) -> npt.NDArray[Any]:
        return np.concatenate([known, np.full(len(added), blind, known.dtype)])[order]

    return Pairs(
        a[order],
        b[order],
        column(pairs.weight, -np.log2(records)),
        column(pairs.probability, 1 / (1 + records)),
        {name: column(levels, -1) for name, levels in pairs.features.items()},
        pairs.notes,
        column(pairs.reached, 0) if pairs.reached.size else pairs.reached,
    )


def waiting_for_second(found: Settled, reviewer: str) -> tuple[Pair, ...]:
    """Return the pairs that one other person has reviewed, and nobody decided on."""
    return tuple(
        pair
        for pair, said in sorted(found.standing.items())
        if len(said) == 1
        and said[0].round not in (FOUND, "adjudicated")
        and said[0].reviewer != reviewer
    )
