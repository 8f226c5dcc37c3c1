"""Lists of invented people, with the truth beside them. Their names are syllables: nobody's."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from vittne.link.records import Record, Records

_SYLLABLES = tuple("ba do ke li mu ra sha te vo zi gan lur mek tor vas pim cho rel".split())  # noqa: SIM905
PLACES = ("grozny", "argun", "gudermes", "shali", "kurchaloy", "vedeno")


@dataclass(frozen=True)
class InventedLists:
    """Rows and, in their order, the number of the person that each speaks of."""

    rows: tuple[Record, ...]
    people: tuple[int, ...]

    @property
    def records(self) -> Records:
        return Records.of(self.rows)


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def invented_lists(
    people: int = 300, *, lists: str = "abc", found: float = 0.6, seed: int = 1
) -> InventedLists:
    """Make lists that each found some of the people, and wrote some things otherwise."""
    rng = random.Random(seed)  # noqa: S311
    given = [word(rng, 2) for _ in range(60)]
    family = [word(rng, 3) for _ in range(people)]
    rows: list[tuple[Record, int]] = []
    for person in range(people):
        age = rng.randint(16, 60)
        known = Record(
            key="",
            list="",
            name=f"{rng.choice(given)} {rng.choice(family)}",
            sex=rng.choice("mmmf"),
            age_low=age,
            age_high=age,
            date=f"2017-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            place=f"RU-CE/{rng.choice(PLACES)}",
        )
        for name in lists:
            if rng.random() < found:
                key = f"{name}/{len(rows)}"
                rows.append((replace(_as_written(known, rng), key=key, list=name), person))
    return InventedLists(tuple(row for row, _ in rows), tuple(person for _, person in rows))


def _as_written(known: Record, rng: random.Random) -> Record:
    """As a list may have it: a letter lost, the month only, the region only, no age."""
    if rng.random() < 0.1:
        at = rng.randrange(3, len(known.name))
        known = replace(known, name=known.name[:at] + known.name[at + 1 :])
    if rng.random() < 0.1:
        known = replace(known, date=known.date[:7])
    if rng.random() < 0.1:
        known = replace(known, place="RU-CE")
    if rng.random() < 0.2:
        known = replace(known, age_low=None, age_high=None)
    return known
