"""``dossier.toml``: what the dossier is about, and what was decided before looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vittne.dossier.about import texts as read_texts
from vittne.dossier.cells import BadCell, check_id
from vittne.dossier.keys import Keys, read_toml
from vittne.dossier.model import RecordList, Scope, Settings, Texts
from vittne.terms.codes import LANGUAGES, code_list
from vittne.terms.csvfile import Report
from vittne.terms.places import Gazetteer
from vittne.tlog import is_origin

FILE = "dossier.toml"
ENGINES = ("graphs", "latent", "loglinear")
DUPLICATES = ("possible", "none")
UNNAMED = "dossier"
"""Id and title of a dossier without ``dossier.toml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What ``dossier.toml`` says."""

    id: str = UNNAMED
    title: Texts = field(default_factory=lambda: dict.fromkeys(LANGUAGES, UNNAMED))
    languages: tuple[str, ...] = LANGUAGES
    sentences: tuple[str, ...] = ()
    places: Gazetteer = field(default_factory=Gazetteer)
    region_labels: Mapping[str, Texts] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)


def read_head(path: Path, report: Report) -> Head | None:
    """Return what ``dossier.toml`` says, or None if it is no TOML."""
    content = read_toml(path, FILE, report)
    if content is None:
        return None
    keys = Keys(content, FILE, report)
    identity = keys.text("id")
    _check_identity(keys, "id", identity)
    languages = _languages(keys)
    title = read_texts(keys.table("title"))
    for language in languages:
        if not title.get(language):
            keys.bad(f"title.{language}", "the title is missing", "write one for each language")
    subject = keys.table("subject")
    heading = read_texts(subject.table("heading"))
    sentences, readings = _subject(subject)
    places, labels = _regions(keys.table("regions"))
    settings = replace(_settings(keys, places), subject_heading=heading, readings=readings)
    keys.close()
    return Head(
        id=identity,
        title=title,
        languages=languages,
        sentences=sentences,
        places=places,
        region_labels=labels,
        settings=settings,
    )


def read_list_head(path: Path, name: str, report: Report) -> RecordList | None:
    """Return what ``lists/<name>.toml`` says of a list, still without records."""
    content = read_toml(path, f"lists/{name}.toml", report)
    if content is None:
        return None
    keys = Keys(content, f"lists/{name}.toml", report)
    listed = RecordList(
        name=name,
        who=keys.text("who"),
        how=keys.text("how"),
        period=keys.period("period"),
        snapshot_date=keys.period("snapshot_date"),
        independence_group=keys.text("independence_group"),
        licence=keys.text("licence"),
        duplicates=keys.choice("duplicates", DUPLICATES, "possible"),
    )
    if not listed.who:
        keys.bad("who", "it is not said who compiled the list", 'write who = "..."')
    keys.close()
    return listed


def _check_identity(keys: Keys, key: str, identity: str) -> None:
    try:
        check_id(identity)
    except BadCell as error:
        keys.bad(key[:100], error.message, error.hint)


def _languages(keys: Keys) -> tuple[str, ...]:
    if "languages" not in keys.content:
        keys.texts("languages")
        return LANGUAGES
    languages = keys.texts("languages")
    for language in languages:
        if language not in LANGUAGES:
            keys.bad("languages", f"{language[:20]!r} is not known", f"any of {LANGUAGES}")
    if not languages:
        keys.bad("languages", "there is no language", 'write languages = ["en", "ru", "sv"]')
    return languages


def _subject(keys: Keys) -> tuple[tuple[str, ...], dict[str, dict[str, Texts]]]:
    sentences = keys.texts("claims")
    readings = {}
    for claim, names in keys.table("readings").tables():
        readings[claim] = {name: read_texts(texts) for name, texts in names.tables()}
        for name in readings[claim]:
            _check_identity(names, name, name)
        if claim not in sentences:
            keys.bad(f"readings.{claim[:100]}", "this is none of the sentences", "see claims")
        if len(readings[claim]) < 2:
            keys.bad(f"readings.{claim[:100]}", "one reading is no choice", "give two, or none")
    keys.close()
    return sentences, readings


def _regions(keys: Keys) -> tuple[Gazetteer, dict[str, Texts]]:
    labels = {region: read_texts(texts) for region, texts in keys.table("labels").tables()}
    places = Gazetteer(dict(keys.lists()))
    for region, sentence in places.region_problems():
        keys.bad(region[:100], sentence)
    for region in labels:
        if region not in places.regions:
            keys.bad(f"labels.{region[:100]}", "this region is not declared", "see [regions]")
    return places, labels


def _settings(keys: Keys, places: Gazetteer) -> Settings:
    scope, count, estimate = keys.table("scope"), keys.table("count"), keys.table("estimate")
    silence, disclosure = keys.table("silence"), keys.table("disclosure")
    log = keys.table("log")
    settings = Settings(
        scope=Scope(
            place=scope.place("place", places),
            period=scope.period("period"),
            acts=scope.codes("acts", "acts"),
            grounds=scope.codes("grounds", "grounds"),
        ),
        grade_min=count.choice("grade_min", code_list("grades").codes),
        headline=estimate.choice("headline", ENGINES),
        strata=estimate.texts("strata"),
        raid_size=silence.whole("raid_size", None, 1),
        rho=silence.share("rho"),
        log_origin=_origin(log),
        disclosure_base=disclosure.whole("base", 3, 3) or 3,
        public=disclosure.flag("public"),
        invented=disclosure.flag("invented"),
        seed=disclosure.whole("seed", 0, 0) or 0,
    )
    for table in (scope, count, estimate, silence, log, disclosure):
        table.close()
    return settings


def _origin(keys: Keys) -> str:
    origin = keys.text("origin")
    if not is_origin(origin or "-"):
        keys.bad("origin", f"{origin[:60]!r} cannot name a log", "letters without spaces and plus")
        return ""
    return origin
