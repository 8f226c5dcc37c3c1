"""``vittne silence``: what "no complaint" says, and what it does not."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vittne.terms.errors import Problem

HELP = 'say what "no complaint" can and cannot mean'

DESCRIPTION = """\
Say what "no complaint" can and cannot mean. One question at a time:

  --documented D --complaints R   Of D documented people R complained: limits of the share
                                  that files a complaint and has it registered.
                                  With --share, or --reported and --asked: the chance of so
                                  few complaints if that share had reported.
  --reported Y --asked N          Y of N asked in a survey had reported: the share that
                                  reports. With --complaints R --register-trusted: how many
                                  victims R complaints stand for (refused below 5
                                  complaints, and without a register that is trusted).
  --poll P                        A poll gives P: is that more than half of the group?
  --plan METHOD --share P --margin E
                                  How many people to ask to know a share of about P within E.

Shares are numbers from 0 to 1: 10 % is 0.1.
"""

_Q = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options. Values stay text here, so that all that is wrong is said at once."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = DESCRIPTION
    for title, options in _OPTIONS.items():
        group = parser.add_argument_group(title)
        for name, metavar, text in options:
            group.add_argument(name, metavar=metavar, help=text)
    parser.add_argument(
        "--register-trusted",
        action="store_true",
        help="declare that every complaint filed is registered and counted",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


_OPTIONS = {
    "complaints": (
        ("--documented", "D", "people documented"),
        ("--complaints", "R", "complaints registered, made by people among the documented"),
        ("--raid-size", "M", "people seized together, who decide together; needs --rho"),
        ("--rho", "RHO", "how alike they decide, 0 to 1, chosen before looking; needs --raid-size"),
    ),
    "surveys": (
        ("--reported", "Y", "people in a survey who had reported"),
        ("--asked", "N", "people asked, a number or a range such as 483-518"),
    ),
    "polls": (
        ("--poll", "P", "share of the group that gave the answer, such as 0.6"),
        ("--group-n", "N", "people of the group who were asked, if that is published"),
    ),
    "planning a survey": (
        ("--plan", "METHOD", "direct, forced (randomised response), crosswise or list"),
        ("--share", "P", "the share expected; or, with --documented, the share to check against"),
        ("--margin", "E", "half width of the interval that is wanted, such as 0.03"),
    ),
    "every question": (
        ("--design-effect", "D", "discount on people asked (1.5; for --plan 1)"),
        ("--level", "L", "confidence level (0.95)"),
    ),
}

_QUESTIONS = {  # option that asks it: (options needed, options that may come with it)
    "plan": (("plan", "share", "margin"), ("design_effect", "level")),
    "poll": (("poll",), ("group_n", "design_effect", "level")),
    "documented": (
        ("documented", "complaints"),
        ("raid_size", "rho", "share", "reported", "asked", "design_effect", "level"),
    ),
    "reported": (
        ("reported", "asked"),
        ("complaints", "register_trusted", "design_effect", "level"),
    ),
}
_SEE_HELP = "See `vittne silence --help`."


def run(args: argparse.Namespace) -> int:
    """Answer the question and return 0; a refusal is an answer, too.

    Raises
    ------
    UserError
        With everything that is wrong with the options.
    """
    given = _given(args)
    question = _question(given)
    problems = list(_misplaced(question, given))
    answer = _ANSWERS[question](given, problems)
    if problems or answer is None:
        from vittne.terms.errors import UserError

        raise UserError(_by_option(problems))
    found, lines = answer
    print(json.dumps(found, ensure_ascii=False) if args.json else "\n".join(lines))
    return 0


def _given(args: argparse.Namespace) -> _Q:
    names = [name[2:].replace("-", "_") for group in _OPTIONS.values() for name, *_ in group]
    given = {name: _value(getattr(args, name)) for name in names if getattr(args, name) is not None}
    return given | ({"register_trusted": True} if args.register_trusted else {})


def _value(text: Any) -> int | float | str:
    """The number, or the text as it is: the room that uses it says what is wrong."""
    if not isinstance(text, str):
        return "--"  # argparse turns `--rho=--` into an empty list
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", text, re.IGNORECASE):
        return float(text)
    return text


def _question(given: _Q) -> str:
    from vittne.terms.errors import Problem, UserError

    for question in _QUESTIONS:
        if question in given:
            return question
    for name, question in (("asked", "reported"), ("complaints", "documented")):
        if name in given:
            return question
    asked_with = ", or ".join(_asked_with(question) for question in _QUESTIONS)
    message = f"No question is asked: give {asked_with}."
    raise UserError(Problem(message=message, hint=_SEE_HELP))


def _asked_with(question: str) -> str:
    return " ".join(_option(name) for name in _QUESTIONS[question][0])


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _misplaced(question: str, given: _Q) -> Iterable[Problem]:
    """Options that are missing, and options of another question."""
    from vittne.terms.errors import Problem

    needed, allowed = _QUESTIONS[question]
    for name in needed:
        if name not in given:
            message = f"{_option(name)} is missing: the question is asked with "
            yield Problem(message=message + _asked_with(question) + ".", hint=_SEE_HELP)
    for name in given:
        if name not in needed and name not in allowed:
            message = f"{_option(name)} does not go with {_option(question)}."
            yield Problem(message=message, hint=f"Ask one question at a time. {_SEE_HELP}")
    if question == "documented" and ("reported" in given) != ("asked" in given):
        name = "reported" if "reported" in given else "asked"
        hint = "Give --reported and --asked together: how many of those asked had reported."
        yield Problem(message=f"{_option(name)} is given alone.", hint=hint)
    if question == "documented" and "share" in given and "reported" in given:
        hint = "Leave one of them out."
        message = "The share to check against is given twice: as a number and as a survey."
        yield Problem(message=message, hint=hint)


def _by_option(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Name the option that the user typed in place of the argument's name; once each."""
    from dataclasses import replace

    names = {"asked_low": "asked", "asked_high": "asked", "share_low": "share"}
    names |= {"share_high": "share", "n": "group_n", "share_pct": "poll", "method": "plan"}
    named = (
        replace(p, column=_option(names.get(p.column, p.column)) if p.column else "")
        for p in problems
    )
    return tuple(dict.fromkeys(named))


_Answer = tuple[dict[str, object], list[str]]


def _try(problems: list[Problem], compute: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What ``compute`` returns, or None: what was wrong is kept."""
    from vittne.terms.errors import UserError

    try:
        return compute(*args, **kwargs)
    except UserError as error:
        problems.extend(error.problems)
        return None


def _some(given: _Q, *names: str) -> _Q:
    return {name: given[name] for name in names if name in given}


def _asked(given: _Q) -> tuple[Any, Any]:
    asked = given["asked"]
    ends = re.fullmatch(r"([0-9]{1,18})-([0-9]{1,18})", str(asked))
    return (int(ends[1]), int(ends[2])) if ends else (asked, asked)


def _survey(given: _Q, problems: list[Problem]) -> Any:
    from vittne.silence import reporting_share

    if not {"reported", "asked"} <= given.keys():
        return None
    options = _some(given, "design_effect", "level")
    return _try(problems, reporting_share, given["reported"], *_asked(given), **options)


def _about_complaints(given: _Q, problems: list[Problem]) -> _Answer | None:
    from vittne.cli.silence_words import about_compatibility, about_registered
    from vittne.silence import compatibility, registered_share

    survey = _survey(given, problems)
    counts = given.get("documented", given.get("complaints") or 1), given.get("complaints", 0)
    options = _some(given, "raid_size", "rho", "level")
    share = _try(problems, registered_share, *counts, **options)
    ends = (survey.low, survey.high) if survey else (given.get("share"),) * 2
    check = None
    if ends[0] is not None:
        check = _try(problems, compatibility, *counts, *ends, **options)
    if problems:
        return None
    found = share.to_dict()
    if survey:
        found["reporting"] = survey.to_dict()
    if check:
        found["compatibility"] = check.to_dict()
    return found, about_registered(share) + (about_compatibility(check, survey) if check else [])


def _about_survey(given: _Q, problems: list[Problem]) -> _Answer | None:
    from vittne.cli.silence_words import about_multiplier, about_reporting
    from vittne.silence import multiplier

    survey = _survey(given, problems)
    if survey is None:
        return None
    found, lines = survey.to_dict(), about_reporting(survey)
    if "complaints" in given or "register_trusted" in given:
        trusted = given.get("register_trusted", False)
        options = {"register_trusted": trusted, **_some(given, "level")}
        victims = _try(problems, multiplier, given.get("complaints", 0), survey, **options)
        if victims is None:
            return None
        found["multiplier"] = victims.to_dict()
        lines += about_multiplier(victims)
    return found, lines


def _about_poll(given: _Q, problems: list[Problem]) -> _Answer | None:
    from vittne.cli.silence_words import about_poll
    from vittne.silence import judge_share

    verdict = _try(
        problems,
        judge_share,
        given["poll"],
        given.get("group_n"),
        **_some(given, "design_effect", "level"),
    )
    return verdict and (verdict.to_dict(), about_poll(verdict))


def _about_plan(given: _Q, problems: list[Problem]) -> _Answer | None:
    from vittne.cli.silence_words import about_plan
    from vittne.silence import survey_size

    size = _try(
        problems,
        survey_size,
        given["plan"],
        given.get("share", 0.5),
        given.get("margin", 0.5),
        **_some(given, "design_effect", "level"),
    )
    return size and (size.to_dict(), about_plan(size))


_ANSWERS: dict[str, Callable[[_Q, list[Problem]], _Answer | None]] = {
    "plan": _about_plan,
    "poll": _about_poll,
    "documented": _about_complaints,
    "reported": _about_survey,
}
