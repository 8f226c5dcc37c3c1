"""What is shown of a table, and what is not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from vittne.disclose import RESIDUAL, Disclosed, Shown, Table, disclose_tables

KEY = b"k" * 32


def by_hand(total: int, **counts: int) -> Table:
    return Table(name="hand", counts=counts, total=total)


def first(table: Table, **others: object) -> Disclosed:
    return disclose_tables([table], [], KEY, people=table.total, **others)


def then(table: Table, *previous: Disclosed, **others: object) -> Disclosed:
    return disclose_tables([table], previous, KEY, people=table.total, **others)


def cells(disclosed: Disclosed) -> set[str]:
    shown = disclosed.tables[0].shown
    assert shown is not None
    return set(shown.values)


def test_the_total_is_exact_and_the_cells_add_up_to_it() -> None:
    shown = first(by_hand(100, police=40, guard=17, kin=11, army=3)).tables[0].shown
    assert shown is not None
    assert shown.total == 100
    assert sum(cell.value for cell in shown.cells) + shown.residual == 100
    assert all(cell.value % 3 == 0 for cell in shown.cells)


def test_categories_of_few_people_are_in_the_residual() -> None:
    assert cells(first(by_hand(100, police=40, guard=17, kin=5))) == {"police", "guard", RESIDUAL}


def test_a_residual_of_few_people_is_filled_with_the_smallest_category() -> None:
    assert cells(first(by_hand(60, police=40, guard=17, kin=2))) == {"police", RESIDUAL}


def test_where_everybody_is_in_a_cell_there_is_no_residual() -> None:
    shown = first(by_hand(61, police=40, guard=21)).tables[0].shown
    assert shown is not None
    assert shown.residual == 0
    assert sum(cell.value for cell in shown.cells) == 61
    assert [cell.category for cell in shown.cells if cell.value % 3] == ["police"]


def test_a_single_cell_is_no_table() -> None:
    assert first(by_hand(50, police=50)).tables[0].shown is None
    assert first(by_hand(50, police=2, guard=48)).tables[0].shown is None


def test_places_are_counted_in_the_place_around_them_first() -> None:
    def around(table: str, place: str) -> str | None:
        return place.rpartition("/")[0] or None

    counts = {"RU-CE/a": 20, "RU-CE/b": 4, "RU-CE/c": 3, "RU-DA/d": 2, "RU-IN": 30}
    table = Table(name="place", counts=counts, total=80)
    disclosed = disclose_tables([table], [], KEY, people=80, parents=around)
    assert cells(disclosed) == {"RU-CE/a", "RU-CE", "RU-IN", RESIDUAL}


def test_fewer_than_five_people_are_no_release() -> None:
    (problem,) = first(by_hand(4, police=4)).problems
    assert "fewer than 5" in problem.message


@pytest.mark.parametrize("change", [-4, -1, 1, 4])
def test_the_number_of_people_does_not_change_by_a_few(change: int) -> None:
    old = first(by_hand(100, police=40, guard=17))
    new = then(by_hand(100 + change, police=40 + change, guard=17), old)
    (problem,) = new.problems
    assert "wait" in problem.hint
    assert (new.total, new.tables[0].shown) == (None, None)


def test_a_false_figure_may_be_withdrawn_at_once() -> None:
    old = first(by_hand(100, police=40, guard=17))
    new = then(by_hand(99, police=39, guard=17), old, withdraw=True)
    assert new.problems == ()
    assert new.total is None
    assert new.record.withdrawn == 1


def test_a_withdrawn_figure_is_held_against_what_was_shown_before() -> None:
    old = first(by_hand(100, police=40, guard=17))
    gone = then(by_hand(99, police=39, guard=17), old, withdraw=True)
    assert then(by_hand(99, police=39, guard=17), old, gone).problems
    assert not then(by_hand(95, police=35, guard=17), old, gone).problems


def test_every_earlier_release_counts_not_only_the_last() -> None:
    old = first(by_hand(100, police=40, guard=17))
    new = then(by_hand(106, police=46, guard=17), old)
    assert new.problems == ()
    assert then(by_hand(101, police=41, guard=17), old, new).problems


def test_one_who_moved_is_hidden_in_a_wider_cell() -> None:
    old = first(by_hand(100, police=40, guard=17, kin=12))
    new = then(by_hand(100, police=40, guard=17, kin=11), old)
    assert cells(new) == {"police", "guard", RESIDUAL}
    assert (new.record.merged, new.record.withdrawn) == (1, 0)


def test_it_is_not_the_cell_that_changed_that_is_merged_but_all_that_are_no_larger() -> None:
    old = first(by_hand(100, police=40, guard=17, kin=12))
    assert cells(then(by_hand(100, police=40, guard=16, kin=12), old)) == {"police", RESIDUAL}


def test_where_merging_does_not_help_the_table_is_withdrawn() -> None:
    old = first(by_hand(100, police=40, guard=17))
    new = then(by_hand(105, police=46, guard=16), old)
    assert new.problems == ()
    assert new.total == 105
    assert new.tables[0].shown is None
    assert new.record.withdrawn == 1


def test_five_more_are_shown() -> None:
    old = first(by_hand(100, police=40, guard=17, kin=12))
    assert cells(then(by_hand(105, police=45, guard=17, kin=12), old)) == cells(old)


def test_a_cell_that_did_not_change_shows_the_same_number() -> None:
    old = first(by_hand(100, police=40, guard=17, kin=13))
    new = then(by_hand(110, police=50, guard=17, kin=13), old)
    one, other = old.tables[0].shown, new.tables[0].shown
    assert one is not None
    assert other is not None
    assert {name: one.values[name] for name in ("guard", "kin")} == {
        name: other.values[name] for name in ("guard", "kin")
    }


def test_the_same_dossier_gives_the_same_bytes() -> None:
    table = by_hand(100, police=40, guard=17, kin=13)
    assert first(table).to_json() == first(table).to_json()


def test_another_key_rounds_otherwise() -> None:
    table = by_hand(100, police=40, guard=17, kin=13)
    several = {
        json.dumps(disclose_tables([table], [], bytes([n]) * 32, people=100).to_json())
        for n in range(12)
    }
    assert len(several) > 1


def test_it_is_kept_as_json() -> None:
    disclosed = first(by_hand(100, police=40, guard=17, army=3))
    assert Disclosed.from_json(json.loads(json.dumps(disclosed.to_json()))) == disclosed


def test_a_table_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        by_hand(10, police=11)
    with pytest.raises(ValueError, match="no category"):
        Table(name="hand", counts={RESIDUAL: 1}, total=10)


def test_what_is_shown_holds_nothing_else() -> None:
    """No merged category, no true number: a release may write it down as it is."""
    assert set(Shown.__slots__) == {"name", "cells", "residual", "total"}


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = "import sys, vittne.disclose; sys.exit(bool({'numpy', 'scipy'} & sys.modules.keys()))"
    subprocess.run([sys.executable, "-c", code], check=True)
