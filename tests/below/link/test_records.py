"""Records are checked before anything is compared, and all that is wrong is said at once."""

from __future__ import annotations

import pytest

from vittne.link.records import EARLIEST, LATEST, Record, Records
from vittne.terms.errors import UserError


def row(key: str = "a/1", **said: object) -> Record:
    return Record(key=key, list="a", **said)  # type: ignore[arg-type]


def test_everything_that_is_wrong_is_said_in_one_run() -> None:
    rows = [
        row("a/1"),
        row("a/1"),
        row("a/2", date="12.03.2017"),
        row("a/3", age_low=40, age_high=30),
        row("a/4", name="x" * 1_000_000),
        row("a/5", name="Tamal\0"),
        row("a/6", place="\ud800"),
    ]
    with pytest.raises(UserError) as caught:
        Records.of(rows)
    said = str(caught.value)
    assert len(caught.value.problems) == 6
    for part in ("a/1", "record_id", "year last", "40 to 30", "1,000,000", "a/5", "a/6"):
        assert part in said
    assert len(said) < 5000


def test_a_date_is_all_the_days_it_may_mean() -> None:
    records = Records.of([row("a/1", date="2017-02"), row("a/2", date="2018-12-29/.."), row("a/3")])
    assert records.date_high[0] - records.date_low[0] == 27
    assert records.date_high[1] == LATEST
    assert (records.date_low[2], records.date_high[2]) == (EARLIEST, LATEST)
    assert records.dated.tolist() == [True, True, False]


def test_about_a_date_is_wider_than_the_date() -> None:
    near, about = (Records.of([row(date=text)]) for text in ("2017-02-14", "2017-02-14~"))
    assert about.date_low[0] < near.date_low[0] == near.date_high[0] < about.date_high[0]


def test_a_right_to_left_mark_is_a_character_like_others() -> None:
    assert len(Records.of([row(name="\u200fTamal\u202e")])) == 1


def test_no_records_are_records() -> None:
    assert len(Records.of([])) == 0
