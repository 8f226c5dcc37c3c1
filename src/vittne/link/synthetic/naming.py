"""The name in each row: which of a person's names, which parts of it, in which spelling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vittne.link.synthetic.catching import Rows
from vittne.link.synthetic.chance import Chance, Flags, Ints
from vittne.link.synthetic.parts import (
    CHECHEN,
    CYRILLIC,
    LISTS,
    SPELLINGS,
    STOCKS,
    family_names,
    habits,
)
from vittne.link.synthetic.population import Population
from vittne.link.synthetic.spelling import (
    Texts,
    families_as,
    given_as,
    misspelt,
    mixed,
    patronymics_as,
    short_as,
    texts,
    with_palochka,
)

IN_PARTS = "courts"
"""The list that has a column for each part of a name."""
IN_CAPITALS = "official"
"""The list that writes family names in capitals."""
VERBATIM = 0.7
"""How often a name is taken over as it was written; else it is spelt anew."""
MOST_TOGETHER = 3
"""From so many in one event on there are rows without a name."""
FORMS = ("full_name", "two_names", "initials", "given_only", "given_and_initial")
Does = Callable[[str], Flags]
"""Whether each row does what its list has the habit of."""
UNKNOWN = ("неизвестный", "неизвестная", "неустановленное лицо", "неустановленное лицо")


@dataclass(frozen=True)
class Names:
    """The cells of the name in each row, and the sex that the row speaks of."""

    whole: Texts
    given: Texts
    patronymic: Texts
    family: Texts
    woman: Flags
    nameless: Flags


@dataclass
class _Words:
    given: Texts
    patronymic: Texts
    family: Texts


def named(people: Population, rows: Rows, chance: Chance) -> Names:
    """Name each row."""
    size, who = len(rows), rows.person

    def does(habit: str) -> Flags:
        return chance.happens(habits()[habit][rows.on], size)

    chosen = does("chosen_name") & (people.chosen[who] >= 0)
    woman = people.woman[who] ^ chosen
    spelling = chance.pick_each(np.array([habits()[name] for name in SPELLINGS]).T, rows.on)
    words = _words(people, rows, chosen, woman, spelling, does)
    _spoil(words, spelling, does, chance)
    in_capitals = np.flatnonzero(rows.on == LISTS.index(IN_CAPITALS))
    words.family[in_capitals] = [word.upper() for word in words.family[in_capitals]]
    form = chance.pick_each(np.array([habits()[name] for name in FORMS]).T, rows.on)
    _shorten(words, form)
    nameless = does("nameless") & (people.event_size[who] >= MOST_TOGETHER)
    called = nameless & does("called_unknown")
    for column in (words.given, words.patronymic, words.family):
        column[nameless] = ""
    parts = rows.on == LISTS.index(IN_PARTS)
    words.family[called] = texts(UNKNOWN)[parts * 2 + woman][called]
    family_first = does("family_first")
    whole = _joined(words, family_first)
    whole[parts] = ""
    for column in (words.given, words.patronymic, words.family):
        column[~parts] = ""
    names = Names(whole, words.given, words.patronymic, words.family, woman, nameless)
    return _taken_over(names, rows, chance)


def _words(
    people: Population, rows: Rows, chosen: Flags, woman: Flags, spelling: Ints, does: Does
) -> _Words:
    who = rows.person
    given = np.where(chosen, people.chosen[who], people.given[who])
    married = does("married_name") & (people.married[who] >= 0) & woman
    family = np.where(married, people.married[who], people.family[who])
    family = family + np.where(people.stock[who] == 1, len(family_names(STOCKS[0])), 0)
    words = _Words(*(np.full(len(rows), "", dtype=object) for _ in range(3)))
    for number, name in enumerate(SPELLINGS):
        for sex in (False, True):
            at = np.flatnonzero((spelling == number) & (woman == sex))
            words.given[at] = given_as(name)[given[at]]
            words.patronymic[at] = patronymics_as(name, sex)[people.father[who[at]]]
            words.family[at] = families_as(name, sex)[family[at]]
    short = does("short_form")
    for number, name in enumerate(SPELLINGS):
        at = np.flatnonzero((spelling == number) & short)
        forms = short_as(name)[given[at]]
        words.given[at] = np.where(forms == "", words.given[at], forms)
    return words


def _spoil(words: _Words, spelling: Ints, does: Does, chance: Chance) -> None:
    """Palochkas as they are typed, letters that are wrong, letters of another script."""
    size = spelling.size
    way = chance.below(4, size)
    for n in np.flatnonzero(spelling == SPELLINGS.index(CHECHEN)):
        words.given[n] = with_palochka(words.given[n], int(way[n]))
    where, how, which = (chance.uniform(size) for _ in range(3))
    for n in np.flatnonzero(does("misspelt")):
        column = words.family if which[n] < 0.6 else words.given
        column[n] = misspelt(column[n], float(where[n]), float(how[n]))
    in_cyrillic = spelling == SPELLINGS.index(CYRILLIC)
    for n in np.flatnonzero(does("mixed_script") & in_cyrillic):
        words.family[n] = mixed(words.family[n])


def _shorten(words: _Words, form: Ints) -> None:
    """Leave out, or write as initials, what each row has not in full."""
    not_full = form != FORMS.index("full_name")
    initials = np.flatnonzero(form == FORMS.index("initials"))
    second = np.array([f"{word[:1]}." for word in words.patronymic[initials]], dtype=object)
    words.patronymic[not_full] = ""
    words.patronymic[initials] = second
    words.given[initials] = [f"{word[:1]}." for word in words.given[initials]]
    one = np.flatnonzero(form == FORMS.index("given_and_initial"))
    words.family[one] = [f"{word[:1]}." for word in words.family[one]]
    words.family[form == FORMS.index("given_only")] = ""


def _joined(words: _Words, family_first: Flags) -> Texts:
    """One text; an initial of the family stands last."""
    last = texts(word[1:] == "." for word in words.family).astype(bool)
    before = np.where(family_first & ~last, words.family + " ", "")
    behind = np.where(family_first & ~last, "", " " + words.family)
    whole = before + words.given + " " + words.patronymic + behind
    return texts(" ".join(text.split()) for text in whole)


def _taken_over(names: Names, rows: Rows, chance: Chance) -> Names:
    """Names of rows that were taken over: most are as they were, and whoever had none has none."""
    copies = rows.source >= 0
    source = rows.source
    verbatim = copies & (chance.happens(VERBATIM, len(rows)) | names.nameless[source])
    anew = copies & ~verbatim & (names.whole == "")
    same = verbatim | anew
    names.whole[same] = names.whole[source[same]]
    names.woman[copies] = names.woman[source[copies]]
    names.nameless[copies] = names.nameless[source[copies]]
    return names
