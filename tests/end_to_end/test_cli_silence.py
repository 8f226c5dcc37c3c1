"""`vittne silence`, as an analyst types it."""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.cli.main import main
from vittne.cli.silence_words import down, up


def typed(*words: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["silence", *map(str, words)])
    out.seek(0)
    err.seek(0)
    return code, out.read(), err.read()


def answered(*words: object) -> dict[str, object]:
    code, out, err = typed(*words, "--json")
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    return json.loads(out)


def said(*words: object) -> str:
    code, out, err = typed(*words)
    assert (code, err) == (0, "")
    return out


def refused(*words: object) -> str:
    code, out, err = typed(*words)
    assert (code, out) == (2, "")
    return err


RAIDS = ("--documented", 100, "--complaints", 0, "--raid-size", 20, "--rho", 0.3)
SURVEY = ("--reported", 70, "--asked", "483-518")


# --- complaints ---------------------------------------------------------------------


def test_the_documented_example_to_the_letter():
    _, out, _ = typed(*RAIDS, "--json")
    assert out == (
        '{"documented": 100, "complaints": 0, "share_registered": {"low": 0.0, "high": 0.1016, '
        '"level": 0.95, "sided": "one", "independent": {"low": 0.0, "high": 0.0295}}, '
        '"share_not_registered_at_least": 0.8984, "assumptions": '
        '{"independence": "between_raids", "raid_size": 20, "rho": 0.3, "level": 0.95}}\n'
    )


def test_people_are_told_what_silence_says_and_what_it_does_not():
    text = said(*RAIDS)
    assert "at most 10.2 %" in text
    assert "At least 89.8 % make no complaint" in text
    assert "If everybody had decided alone, the share would be at most 3.0 %." in text
    assert "What it does not say:\n  How many victims there are" in text
    assert "raids of 20" in text


def test_one_complainant_is_two_sided():
    found = answered("--documented", 114, "--complaints", 1)
    assert found["share_registered"]["sided"] == "two"
    text = said("--documented", 114, "--complaints", 1)
    assert "At least 95.2 %" in text
    assert "Among those documented themselves it is 99.1 %." in text
    assert "1 complaint registered" in text


def test_a_share_is_checked_against_silence():
    found = answered("--documented", 100, "--complaints", 0, "--share", 0.1)
    assert found["compatibility"] == {
        "share": {"low": 0.1, "high": 0.1},
        "chance_of_so_few": {"low": 2.66e-05, "high": 2.66e-05},
        "victims_compatible_with_silence": {"low": 28, "high": 28},
    }
    text = said("--documented", 100, "--complaints", 0, "--share", 0.1)
    assert "no complaint from 100 people would have a chance of 2.7e-05." in text
    assert "never against the victims" in text


def test_a_survey_is_checked_against_silence():
    found = answered("--documented", 114, "--complaints", 1, *SURVEY)
    assert found["compatibility"]["share"] == {"low": 0.1022, "high": 0.1865}
    assert found["reporting"]["reported"] == 70


def test_the_first_fields_stay_first_whatever_is_asked_beside():
    plain = answered(*RAIDS)
    more = answered(*RAIDS, *SURVEY)
    assert list(more)[: len(plain)] == list(plain)


# --- surveys, polls, plans ----------------------------------------------------------


def test_a_survey_gives_the_share_that_reports():
    assert answered(*SURVEY)["share_reporting"]["low"] == 0.1022
    assert "between 10.2 % and 18.7 %" in said(*SURVEY)


def test_how_many_victims_is_mostly_refused_and_that_is_an_answer():
    found = answered(*SURVEY, "--complaints", 0)
    assert found["multiplier"]["reasons"] == ["too_few_complaints", "register_not_trusted"]
    text = said(*SURVEY, "--complaints", 3)
    assert "not computed: there are fewer than 5 complaints and the register" in text


def test_a_trusted_register_with_five_complaints_gives_quantiles():
    found = answered(*SURVEY, "--complaints", 12, "--register-trusted")
    assert found["multiplier"]["victims"]["low"] < found["multiplier"]["victims"]["high"]
    assert "12 complaints stand for" in said(*SURVEY, "--complaints", 12, "--register-trusted")


def test_a_poll_says_more_than_half_only_with_a_known_number():
    assert answered("--poll", 0.6)["more_than_half"] is None
    assert "undecided" in said("--poll", 0.6)
    assert "from 145 people" in said("--poll", 0.6)
    assert "up to a design effect of 1.35" in said("--poll", 0.6, "--group-n", 130)
    assert "half of the group: yes." in said("--poll", 0.56, "--group-n", 1625)
    assert "half of the group: no" in said("--poll", 0.4, "--group-n", 1625)
    assert "exactly a half" in said("--poll", 0.5, "--group-n", 1625)


@pytest.mark.parametrize(
    ("method", "people"),
    [("direct", "384"), ("forced", "1,718"), ("crosswise", "3,585"), ("list", "13,574")],
)
def test_a_survey_is_planned(method, people):
    assert f"Ask {people} people" in said("--plan", method, "--share", 0.1, "--margin", 0.03)


# --- rounding outward ---------------------------------------------------------------


@settings(deadline=None)
@given(share=st.floats(1e-9, 1))
def test_limits_are_rounded_outward(share):
    assert float(up(share)[:-2]) >= share * 100 - 1e-6
    assert float(down(share)[:-2]) <= share * 100 + 1e-6


@pytest.mark.parametrize(
    ("share", "upward", "downward"),
    [(0.030, "3.0 %", "3.0 %"), (0.10161, "10.2 %", "10.1 %"), (0.00003, "0.0030 %", "0.0030 %")],
)
def test_small_shares_keep_two_digits(share, upward, downward):
    assert (up(share), down(share)) == (upward, downward)


# --- what is wrong ------------------------------------------------------------------


def test_everything_wrong_is_said_in_one_run_by_the_option_that_was_typed():
    text = refused("--documented", "ten", "--complaints", 3.5, "--rho", 2, "--level", 7)
    for option in (
        "--documented: 'ten'",
        "--complaints: 3.5",
        "--rho: A corr",
        "--rho: 2",
        "--lev",
    ):
        assert option in text
    assert text.count("hint: ") == 5


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "No question is asked"),
        (("--json",), "No question is asked"),
        (("--documented", 5), "--complaints is missing"),
        (("--complaints", 5), "--documented is missing"),
        (("--asked", 5), "--reported is missing"),
        (("--documented", 5, "--complaints", 6), "6 complaints are more than the 5 people"),
        (("--documented", 5, "--complaints", 0, "--raid-size", 2), "without their correlation"),
        (("--documented", 5, "--complaints", 0, "--rho", 0.2), "without their size"),
        (("--documented", 5, "--complaints", 0, "--margin", 0.2), "--margin does not go with"),
        (("--documented", 5, "--complaints", 0, "--asked", 9), "--asked is given alone"),
        (("--documented", 5, "--complaints", 0, "--share", 0.1, *SURVEY), "given twice"),
        (("--reported", 5, "--asked", "9-3"), "--asked: 9 is more than 3."),
        (("--reported", 5, "--asked", "many"), "--asked: 'many'"),
        (("--poll", 60), "--poll: 60 is not a number from 0 to 1"),
        (("--poll", 0.6, "--group-n", 0), "--group-n: 0"),
        (("--plan", "guess", "--share", 0.1, "--margin", 0.1), "--plan: 'guess'"),
        (("--plan", "direct"), "--share is missing"),
    ],
)
def test_what_is_wrong_has_a_sentence_and_a_hint(words, message):
    text = refused(*words)
    assert message in text
    assert "hint: " in text
    assert "Traceback" not in text


NUMBERS = ["0", "1", "5", "20", "0.3", "0.95", "1e-300", "1e300", "1e-9", "nan", "inf", "-1"]
VALUES = st.one_of(
    st.sampled_from([*NUMBERS, "999999999", "direct", "list", "3-9", "9-3", "0.9999999999999999"]),
    st.integers(0, 2000).map(str),
    st.floats(0, 1).map(str),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
QUESTIONS = {
    ("--documented", "--complaints"): (
        *("--raid-size", "--rho", "--share", "--reported", "--asked", "--design-effect", "--level"),
    ),
    ("--reported", "--asked"): ("--complaints", "--design-effect", "--level"),
    ("--poll",): ("--group-n", "--design-effect", "--level", "--margin"),
    ("--plan", "--share", "--margin"): ("--design-effect", "--level"),
}


@st.composite
def questions(draw: st.DrawFn) -> list[str]:
    """A question with any values, some of its other options, and sometimes an option less."""
    needed = draw(st.sampled_from(list(QUESTIONS)))
    others = draw(st.lists(st.sampled_from(QUESTIONS[needed]), unique=True))
    left_out = draw(st.sampled_from([None, None, None, *needed]))
    names = [name for name in (*needed, *others) if name != left_out]
    flags = draw(st.lists(st.sampled_from(["--json", "--register-trusted"]), unique=True))
    return [f"{name}={draw(VALUES)}" for name in names] + flags


@settings(max_examples=300, deadline=None)
@given(words=questions())
def test_whatever_is_typed_gives_an_answer_or_sentences(words):
    code, out, err = typed(*words)
    assert code in (0, 2)
    assert bool(out) is (code == 0)
    assert bool(err) is (code == 2)
    if "--json" in words and code == 0:
        json.loads(out, parse_constant=pytest.fail)
