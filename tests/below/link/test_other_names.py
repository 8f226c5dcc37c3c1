"""Names that contradict: a married woman, a chosen name, brothers and sisters. All are invented."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from invented_lists import InventedLists, invented_lists

from vittne.link.model import score_pairs
from vittne.link.records import Record, Records

DAY = {"date": "2018-03-01", "place": "RU-CE/argun"}
TOWN = {"place": "RU-CE/argun"}
VAGUE = {"date": "2018-03", "place": "RU-CE"}
OLD = {"age_low": 30, "age_high": 30}


@pytest.fixture(scope="module")
def lists() -> InventedLists:
    return invented_lists(150)


def weights(lists: InventedLists, *rows: Mapping[str, object]) -> list[float]:
    """Weights of the first two of some rows, of the next two ... beside the lists.

    Each row is in the list it names, or in one of its own.
    """
    more = [Record(key=f"x{n}", **{"list": f"x{n}", **row}) for n, row in enumerate(rows)]  # type: ignore[arg-type]
    pairs = score_pairs(Records.of([*lists.rows, *more]))
    first = len(lists.rows)
    found = dict(zip(zip(pairs.a, pairs.b, strict=True), pairs.weight.tolist(), strict=True))
    return [found.get((first + n, first + n + 1), -math.inf) for n in range(0, len(rows), 2)]


def test_brothers_are_two_however_vague_the_event_and_with_one_father(
    lists: InventedLists,
) -> None:
    families = "Дарбуков", "Мачигов", "Тасухов", "Гезимов", "Рамзанович Элжуров"
    rows = [
        {"name": f"{given} {family}", "sex": "m", **event}
        for family, vague in zip(families, [DAY, VAGUE, {"date": "2018"}, TOWN, DAY], strict=True)
        for given, event in (("Хасан", DAY), ("Руслан", vague))
    ]
    assert max(weights(lists, *rows)) < -2


def test_a_list_that_has_both_in_one_event_means_two_people(lists: InventedLists) -> None:
    names = "Хасан Дарбуков", "Руслан Дарбуков"
    rows = [{"name": name, "sex": "m", "list": "x", **DAY, **OLD} for name in names]
    assert weights(lists, *rows)[0] < -5


def test_a_brother_of_whom_the_other_list_has_a_row_is_no_other(lists: InventedLists) -> None:
    one = {"name": "Хасан Дарбуков", "sex": "m", "list": "x", **DAY, **OLD}
    other = {"name": "Руслан Дарбуков", "sex": "m", "list": "y", **DAY, **OLD}
    alone = weights(lists, one, other)[0]
    assert weights(lists, one, other, {**one, "list": "y"}, {})[0] < alone - 3


def test_who_took_another_name_and_sex_is_for_a_reviewer_to_see(lists: InventedLists) -> None:
    before = {"name": "Хасан Дарбуков", "sex": "m", **DAY, **OLD}
    after = {"name": "Зарема Дарбукова", "sex": "f", **DAY, **OLD}
    older = {**after, "age_low": 50, "age_high": 50}
    assert -6 < weights(lists, before, after)[0] < 1
    assert weights(lists, before, older)[0] < -8


def test_a_woman_may_have_married_and_a_man_hardly_ever_has_another_name(
    lists: InventedLists,
) -> None:
    women = [{"name": f"Зарема {name}", "sex": "f", **DAY} for name in ("Дарбукова", "Мачигова")]
    men = [{"name": f"Хасан {name}", "sex": "m", **DAY} for name in ("Тасухов", "Гезимов")]
    married, other = weights(lists, *women, *men)
    assert married > other + 3


def test_a_hidden_family_name_agrees_by_its_initial(lists: InventedLists) -> None:
    names = "Зарема Дарбукова", "Зарема Д.", "Петимат Мачигова", "Петимат Д."
    fits, other = weights(lists, *({"name": name, "sex": "f", **DAY} for name in names))
    assert fits > 0
    assert other < fits - 3
