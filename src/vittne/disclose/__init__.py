"""Tables that name no one: merging, rounding, what may be shown again, and when."""

from vittne.disclose.disclosed import Disclosed, disclose_tables
from vittne.disclose.enemy import attack
from vittne.disclose.estimates import Outward, outward
from vittne.disclose.record import Record, count_reasons
from vittne.disclose.tables import (
    BASE,
    FEWEST,
    RESIDUAL,
    DisclosedTable,
    Parents,
    Shown,
    ShownCell,
    Table,
    shown_from_json,
    shown_to_json,
)

__all__ = [
    "BASE",
    "FEWEST",
    "RESIDUAL",
    "Disclosed",
    "DisclosedTable",
    "Outward",
    "Parents",
    "Record",
    "Shown",
    "ShownCell",
    "Table",
    "attack",
    "count_reasons",
    "disclose_tables",
    "outward",
    "shown_from_json",
    "shown_to_json",
]
