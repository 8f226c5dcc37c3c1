"""An audit that a release publishes: announced before, drawn by chance, and computed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vittne.audit import (
    BadAudit,
    Beacon,
    Result,
    Transcript,
    check_transcript,
    read_transcript,
    results,
)
from vittne.dossier.model import Dossier
from vittne.verify.claims import AUDIT, CLAIMS, PLAN, RESULT, plan_entry, result_entry
from vittne.verify.entries import FIGURES, read_json
from vittne.verify.figures import AUDITED, Check, Figure, Interval, Numbers, Scope, figure_id
from vittne.verify.log import MOST_LEAVES, ClaimedRelease, Logs
from vittne.verify.numbers import same_numbers
from vittne.verify.report import Failure
from vittne.verify.tree import Tree, Unreadable

METHOD = "audit.anytime"
MOST_WORK = 1_000_000
"""Inspected records times errors: what a bare Python computes in a minute."""


def audited_numbers(transcript: Transcript, dossier: Dossier) -> tuple[Numbers, ...]:
    """Return what an audit says as figures, one for each proposition."""
    scope = dossier.settings.scope
    whole = Scope(
        place=scope.place,
        period=scope.period.text if scope.period else "",
        acts=scope.acts,
        grounds=scope.grounds,
    )
    return tuple(_numbers(result, transcript, whole) for result in results(transcript))


def _numbers(result: Result, transcript: Transcript, scope: Scope) -> Numbers:
    return Numbers(
        id=figure_id("audited", result.proposition),
        kind=AUDITED,
        value=result.at_least,
        unit="persons_shown",
        method=METHOD,
        interval=Interval(low=result.at_least, high=None, level=result.confidence, kind="at_least"),
        scope=scope,
        checks=(
            Check(name="records", value=result.records),
            Check(name="inspected", value=result.inspected),
            Check(name="not_substantiated", value=result.errors),
            Check(name="confirmed", value=transcript.plan.share, ok=result.confirmed),
        ),
        settings={"share": transcript.plan.share, "confidence": result.confidence},
        rests_on=(AUDIT,),
        detail={"proposition": result.proposition, "release": transcript.release},
    )


def read_audit(tree: Tree, logs: Logs) -> Transcript | None:
    """Return the audit of a release; None where there is none.

    Raises
    ------
    Unreadable
        It is none, or of a list that the claims log does not name.
    """
    if AUDIT not in tree:
        return None
    try:
        transcript = read_transcript(read_json(tree, AUDIT))
    except BadAudit as error:
        raise _bad(str(error)) from None
    release = _announcing(transcript, logs)
    if release is None:
        raise _bad("was not drawn from the list of an earlier release that the claims log has")
    errors = sum(
        one.duplicate or any(said != "substantiated" for said in one.verdicts.values())
        for one in transcript.inspected
    )
    if (errors + 1) * len(transcript.inspected) > MOST_WORK:
        raise _bad("has more records and errors than can be computed here: vittne audit report")
    return transcript


def _announcing(transcript: Transcript, logs: Logs) -> ClaimedRelease | None:
    """Return the release that announced the plan, if it has the list that was drawn from."""
    if not 1 <= transcript.release < logs.last.number:
        return None
    release = logs.releases[transcript.release - 1]
    drawn = {
        "origin": transcript.origin,
        "size": transcript.size,
        "root": transcript.root.hex(),
    }
    same = release.listed == drawn and transcript.size <= MOST_LEAVES
    return release if same else None


def check_audit(
    logs: Logs, transcript: Transcript | None, figures: Sequence[Figure], dossier: Dossier
) -> Iterator[Failure]:
    """Yield what is wrong with an audit by itself, by the claims log, and in its figures."""
    if transcript is None:
        right: tuple[Numbers, ...] = ()
        if any(release.of_type(RESULT) for release in logs.releases):
            text = "is missing, and the claims log has results of an audit"
            yield Failure(path=AUDIT, kind="missing", text=text)
    else:
        if problems := check_transcript(transcript):
            for problem in problems:
                yield Failure(path=AUDIT, kind="wrong_audit", text=f"does not hold: {problem}")
            return
        yield from _other_claims(logs, transcript)
        right = audited_numbers(transcript, dossier)
    expected = {one.id: one for one in right}
    given = {one.id: one.numbers for one in figures if one.numbers.kind == AUDITED}
    for id_ in sorted(expected.keys() | given.keys()):
        if not same_numbers(given.get(id_), expected.get(id_)):
            text = f"has a figure {id_} that is not what {AUDIT} gives"
            yield Failure(path=FIGURES, kind="wrong_number", text=text)


def _other_claims(logs: Logs, transcript: Transcript) -> Iterator[Failure]:
    """Hold plan and results against what the claims log says of them."""
    release = logs.releases[transcript.release - 1]
    listed = transcript.to_dict()["list"]
    try:
        announced = plan_entry(transcript.plan, listed) in release.of_type(PLAN)
    except (BadAudit, ValueError):
        announced = False
    if not announced:
        text = f"has a plan that release {release.number} did not announce"
        yield Failure(path=AUDIT, kind="wrong_audit", text=text)
    stated = [
        entry
        for one in logs.releases
        for entry in one.of_type(RESULT)
        if entry.get("list") == listed
    ]
    if not stated or stated[-1] != result_entry(transcript):
        text = f"states another result than {AUDIT} gives"
        yield Failure(path=CLAIMS, kind="wrong_audit", text=text)
    if any(entry.get("chance") != transcript.chance.to_dict() for entry in stated):
        text = "has results of more than one draw from the same list"
        yield Failure(path=CLAIMS, kind="wrong_audit", text=text)


def unseen(logs: Logs, transcript: Transcript | None) -> Iterator[str]:
    """Yield what a bare Python cannot see of an audit."""
    for release in logs.releases:
        planned = release.of_type(PLAN)
        done = transcript is not None and transcript.release >= release.number
        if planned and not done and not _reported(logs, release.number):
            yield (
                f"What became of the audit that release {release.number} announced: the claims log "
                "has no result of it yet. Ask, if it is long ago."
            )
    if transcript is None:
        return
    if isinstance(transcript.chance, Beacon):
        yield (
            f"Whether round {transcript.chance.round} of drand is what the beacon signed. With "
            f"vittne installed: vittne audit check-beacon DIR/{AUDIT}"
        )
    else:
        yield (
            "Whether the dice of the audit fell as the transcript says, after the list was "
            "published: those know who were there."
        )
    yield (
        "Whether the auditor judged rightly, and looked for the same people elsewhere on the list: "
        "that was done in confidence. Ask who the auditor is."
    )


def _reported(logs: Logs, number: int) -> bool:
    return any(
        entry.get("release") == number for one in logs.releases for entry in one.of_type(RESULT)
    )


def _bad(text: str) -> Unreadable:
    return Unreadable(Failure(path=AUDIT, kind="wrong_audit", text=text))
