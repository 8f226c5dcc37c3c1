"""One skeleton for a name, however it is written. All names are invented combinations."""

from __future__ import annotations

import pytest
from invented_names import SPELLINGS, people, spell

from vittne.link.names import NameTable, read_name


def skeletons(*names: str) -> list[tuple[str, str, str]]:
    table = NameTable.of([read_name(name) for name in names])
    return list(zip(table.family, table.given, table.second, strict=True))


@pytest.mark.parametrize(
    "names",
    [
        (
            "Хасан Джабаров",
            "Khasan Dzhabarov",
            "Khassan Djabaroff",
            "Chassan Dschabarow",
            "Xasan Džabarov",
            "Hasan Dzhabarov",
        ),
        ("Юлия Щербатова", "Yulia Shcherbatova", "Iuliia Shcherbatova", "Julija Ščerbatova"),
        ("Жанна Ишигова", "Zhanna Ishigova", "Jana Işigova"),
        (
            "Дмитрий Сергеев",
            "Dmitry Sergeyev",
            "Dmitri Sergejew",
            "Dmitrii Sergeev",
            "Dmitriy Sergeev",
        ),
        ("Чингиз Юнкаев", "Tchinguiz Iounkaïev", "Tschingis Junkajew"),
        ("Абдул-Азиз Эльжуев", "Abdulaziz Elzhuyev", "Abd al-Aziz Elzhuev", "Abdelaziz Eljouïev"),
    ],
)
def test_spellings_of_a_name_have_one_skeleton(names: tuple[str, ...]) -> None:
    first, *others = skeletons(*names)
    close = [found for found in others if found != first]
    assert len(close) <= 1, (first, others)


@pytest.mark.parametrize("palochka", ["Ӏ", "ӏ", "I", "l", "1", "|", "І"])
def test_the_palochka_is_read_however_it_was_typed(palochka: str) -> None:
    typed = f"К{palochka}антаев {palochka}иса"
    assert skeletons(typed) == skeletons("КӀантаев Ӏиса") == skeletons("Кантаев Иса")


def test_letters_of_chechen_and_its_neighbours_have_their_sounds() -> None:
    table = NameTable.of(
        [read_name(n) for n in ("Хьасан", "ХӀасан", "Къарим", "Гъази", "Ӕхсар", "Ҡарим", "Аьлви")]
    )
    both = [family or given for family, given in zip(table.family, table.given, strict=True)]
    assert both == ["hasan", "hasan", "karim", "gazi", "ahsar", "karim", "alvi"]


def test_letters_of_another_script_in_a_word_do_not_make_it_another_name() -> None:
    # а, с, о and р typed on a Latin keyboard; then the other way round.
    assert skeletons("Хаcaн Дapбукoв") == skeletons("Хасан Дарбуков")
    assert skeletons("Khаsаn Dаrbukоv") == skeletons("Khasan Darbukov")


def test_a_letter_that_a_script_has_not_is_left_out() -> None:
    assert skeletons("Иван Їжhак") == skeletons("Иван Їжак")


def test_invisible_marks_do_not_make_it_another_name() -> None:
    marked = "\u200fХа\u200bсан\u202e Дар\u00adбуков\ufeff\x00"
    assert skeletons(marked) == skeletons("Хасан Дарбуков")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_keeps_the_key_that_finds_candidates(spelling: str) -> None:
    some = people(60)
    table = NameTable.of([read_name(p.short) for p in some])
    spelt = NameTable.of([read_name(spell(p.short, spelling)) for p in some])
    pairs = zip(table.key_both, spelt.key_both, strict=True)
    lost = sum(key != other for key, other in pairs)
    assert lost <= 0.25 * len(some), f"{lost} of {len(some)}"


def test_a_script_that_is_not_read_is_compared_with_itself_only() -> None:
    table = NameTable.of([read_name(n) for n in ("عارف علی", "عارف علی", "Arif Ali", "آصف علی")])
    levels = table.compare([0, 0, 0], [1, 2, 3])
    assert levels.score[0] > 0.9
    assert levels.score[1] == 0.5
    assert levels.score[2] < levels.score[0]
