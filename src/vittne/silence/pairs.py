"""Which official answer speaks of which documented people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vittne.silence.errors import Refusal
from vittne.silence.model import DocumentedCount, OfficialAnswer
from vittne.silence.registered import RegisteredShare, registered_share
from vittne.terms.places import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPair:
    """An official number of complaints beside a count of people that it speaks of."""

    answer: OfficialAnswer
    documented: DocumentedCount
    complaints: int

    def to_dict(self) -> dict[str, object]:
        """The rows' numbers in their files, and the two counts."""
        return {
            "answer": self.answer.index,
            "documented_row": self.documented.index,
            "unit": self.documented.unit,
            "documented": self.documented.count,
            "complaints": self.complaints,
        }


def pair_answers(
    official: Iterable[OfficialAnswer], documented: Iterable[DocumentedCount], places: Gazetteer
) -> tuple[AnswerPair, ...]:
    """Every pair in which the answer's place contains, and its period covers, the count's.

    An answer without a number, a place or a period speaks of nobody in particular and
    is paired with nothing. In the order of the files.
    """
    counts = tuple(documented)
    return tuple(
        AnswerPair(answer=answer, documented=count, complaints=answer.complaints)
        for answer in official
        if answer.complaints is not None
        for count in counts
        if _speaks_of(answer, count, places)
    )


def _speaks_of(answer: OfficialAnswer, count: DocumentedCount, places: Gazetteer) -> bool:
    if not answer.place or not count.place or answer.period is None or count.period is None:
        return False
    return places.contains(answer.place, count.place) and answer.period.covers(count.period)


def judge_pair(
    pair: AnswerPair,
    *,
    raid_size: int | None = None,
    rho: float | None = None,
    level: float = 0.95,
) -> RegisteredShare | Refusal:
    """The registered share if all complaints came from the people documented.

    That is the reading in the authorities' favour: a complaint by somebody else would
    make the share smaller. Refused where they registered more complaints than people
    are documented, or nobody is: then the counts bound nothing.

    Raises
    ------
    UserError
        With everything that is wrong with the other arguments.
    """
    documented = pair.documented.count
    if documented < 1:
        return Refusal(reasons=("nobody_documented",), needed={"documented": 1})
    if pair.complaints > documented:
        return Refusal(
            reasons=("more_complaints_than_documented",),
            needed={"documented": pair.complaints},
        )
    return registered_share(documented, pair.complaints, raid_size=raid_size, rho=rho, level=level)
