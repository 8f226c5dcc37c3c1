"""A door that is seized and switched off does not say who wrote, in what order, or how long."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
from door_process import Door
from seizure import Writer, build, chance_limit, features, judge, sealed_size, study

from vittne.seal import padme

PAIRS, MESSAGES = 24, 6
ORDERS = 2
"""Numbers at the end of the features that are about the order of ids."""


def test_a_classifier_cannot_tell_doors_with_different_writers_apart(tmp_path: Path) -> None:
    found = study(tmp_path, PAIRS, MESSAGES)
    assert max(found.values()) < chance_limit(PAIRS), found


def test_it_could_if_messages_lay_as_they_came(tmp_path: Path) -> None:
    found = study(tmp_path, PAIRS, MESSAGES, tidy=False)
    assert max(found.values()) > 0.9, found


def test_the_judge_finds_a_single_number_that_tells(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    labels = [0, 1] * PAIRS
    blind = [list(chance.normal(size=60)) for _ in labels]
    assert max(judge(blind, labels).values()) < chance_limit(PAIRS)
    told = [[*row, label + chance.normal() / 4] for row, label in zip(blind, labels, strict=True)]
    assert max(judge(told, labels).values()) > 0.9


def without_order(folder: Path) -> list[float]:
    """All that the disk says, but for the order of random ids, and for the folder's name."""
    return features(folder)[1:-ORDERS]


def test_all_but_ids_and_sealed_bytes_is_equal(tmp_path: Path) -> None:
    """What is left to tell two doors apart are random ids, and where they sort."""
    build(tmp_path / "a", 0, MESSAGES)
    build(tmp_path / "b", 1, MESSAGES)
    assert without_order(tmp_path / "a") == without_order(tmp_path / "b")


def test_two_visits_leave_what_two_visitors_leave(tmp_path: Path) -> None:
    """Over HTTP: one person twice; two people, one of whom is refused first, and takes longer."""
    twice, both = (Door(tmp_path / name) for name in ("twice", "both"))
    with twice:
        code = twice.tell("kort")
        assert twice.send("mer", code=code.digits()).status == 200
    with both:
        both.tell("длинное " * 500)
        both.send("refused", token="")
        time.sleep(1.5)  # the file is rewritten in between
        both.tell("другой человек", kind="help")
    assert without_order(twice.folder) == without_order(both.folder)


def test_sizes_of_messages_fall_into_buckets() -> None:
    writer = Writer()
    short = {
        sealed_size(writer.envelope("я" * length, language, kind), [])
        for length, language, kind in ((1, "en", "help"), (700, "ru", "both"), (3000, "sv", "help"))
    }
    assert len(short) == 1
    overhead = {
        sealed_size(writer.envelope("x", "en", "help"), [size]) - padded
        for size, padded in ((70_000, padme(70_700)), (70_400, padme(71_100)))
    }
    assert len(overhead) == 1


def test_pages_come_in_buckets_with_the_same_headers(door: Door) -> None:
    paths = ["/", "/en/", "/ru/tell/", "/sv/help/", "/en/answers/", "/ru/code/", "/en/nothing/"]
    answers = [door.get(path) for path in paths]
    assert {len(answer.body) for answer in answers} <= {1 << power for power in range(14, 18)}
    headers = [
        {key: value for key, value in answer.headers.items() if key != "Content-Length"}
        for answer in answers
    ]
    assert all(one == headers[0] for one in headers)
    assert not {"Set-Cookie", "Server", "Date", "ETag", "Last-Modified"} & set(headers[0])


def test_the_list_for_staff_says_a_day_and_a_size_only(door: Door) -> None:
    door.tell("one")
    listed = json.loads(door.api("GET", "/api/v1/messages").text)["messages"]
    assert [sorted(entry) for entry in listed] == [["day", "id", "size"]]
