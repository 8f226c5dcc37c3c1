"""What "no complaint" can and cannot mean.

r complaints registered, N victims: r ~ Binomial(N, p c), where p is the share that
files a complaint and c the share of those that is registered. Only the product p c
can be learnt from r. A zero says little about N and much about p c.

Shares are fractions between 0 and 1 everywhere in this room, but in the ``*_pct``
fields of the rows of a dossier, which are as published.
"""

from vittne.silence.errors import Refusal
from vittne.silence.model import DocumentedCount, OfficialAnswer, Poll, ReportingSurvey
from vittne.silence.multiplier import Multiplier, multiplier
from vittne.silence.pairs import AnswerPair, judge_pair, pair_answers
from vittne.silence.plane import (
    Compatibility,
    Plane,
    chance_of_silence,
    compatibility,
    compatible_victims,
    silence_plane,
)
from vittne.silence.planner import SurveySize, survey_size
from vittne.silence.polls import PollVerdict, judge_poll, judge_share, wilson_interval
from vittne.silence.registered import RegisteredShare, registered_share
from vittne.silence.reporting import ReportingShare, judge_survey, reporting_share

__all__ = [
    "AnswerPair",
    "Compatibility",
    "DocumentedCount",
    "Multiplier",
    "OfficialAnswer",
    "Plane",
    "Poll",
    "PollVerdict",
    "Refusal",
    "RegisteredShare",
    "ReportingShare",
    "ReportingSurvey",
    "SurveySize",
    "chance_of_silence",
    "compatibility",
    "compatible_victims",
    "judge_pair",
    "judge_poll",
    "judge_share",
    "judge_survey",
    "multiplier",
    "pair_answers",
    "registered_share",
    "reporting_share",
    "silence_plane",
    "survey_size",
    "wilson_interval",
]
