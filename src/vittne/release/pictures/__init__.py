"""Pictures for the release: inline SVG whose text is text, each with its numbers as a table.

Every picture is a pure function of plain rows and of labels that are already in the reader's
language. It comes in two drawings, for a telephone and for a screen; ``PICTURES_CSS`` shows the
one that fits the room the page gives it, in light, dark and print.
"""

from vittne.release.pictures.attribution import (
    AttributionCell,
    AttributionLabels,
    attribution,
)
from vittne.release.pictures.claims import ClaimMark, ClaimsLabels, claims_over_time
from vittne.release.pictures.denials import (
    DenialLabels,
    DenialLink,
    DenialMark,
    EvidenceMark,
    denial_against_evidence,
)
from vittne.release.pictures.graph import GraphEdge, GraphLabels, GraphNode, who_rests_on_whom
from vittne.release.pictures.intervals import (
    IntervalLabels,
    IntervalRow,
    IntervalScale,
    intervals,
)
from vittne.release.pictures.picture import NumberStyle, Picture, Span, Table
from vittne.release.pictures.silence import AnswerMark, PlaneGrid, SilenceLabels, silence_plane
from vittne.release.pictures.style import PICTURES_CSS

__all__ = [
    "PICTURES_CSS",
    "AnswerMark",
    "AttributionCell",
    "AttributionLabels",
    "ClaimMark",
    "ClaimsLabels",
    "DenialLabels",
    "DenialLink",
    "DenialMark",
    "EvidenceMark",
    "GraphEdge",
    "GraphLabels",
    "GraphNode",
    "IntervalLabels",
    "IntervalRow",
    "IntervalScale",
    "NumberStyle",
    "Picture",
    "PlaneGrid",
    "SilenceLabels",
    "Span",
    "Table",
    "attribution",
    "claims_over_time",
    "denial_against_evidence",
    "intervals",
    "silence_plane",
    "who_rests_on_whom",
]
