"""`vittne estimate --strata`: three regions, one of them thin, one without a list, end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vittne.cli.main import main

REGIONS = """\
region,press,clinics,families,courts,count
north,1,1,1,1,44
north,1,1,1,0,115
north,1,1,0,1,49
north,1,1,0,0,126
north,1,0,1,1,48
north,1,0,1,0,120
north,1,0,0,1,97
north,1,0,0,0,327
north,0,1,1,1,28
north,0,1,1,0,79
north,0,1,0,1,63
north,0,1,0,0,196
north,0,0,1,1,49
north,0,0,1,0,144
north,0,0,0,1,224
south,1,1,1,0,94
south,1,1,0,0,67
south,1,0,1,0,130
south,1,0,0,0,234
south,0,1,1,0,27
south,0,1,0,0,102
south,0,0,1,0,82
east,1,1,1,1,1
east,1,1,1,0,1
east,1,1,0,1,2
east,1,0,1,0,1
east,1,0,0,0,3
east,0,1,1,1,1
east,0,1,1,0,1
east,0,1,0,0,1
"""
"""Made, with 2,400 people in the north, 1,100 in the south, where no court list was kept, and 18 in
the east."""

NORTH, SOUTH, EAST = 2400, 1100, 18


def test_a_thin_region_borrows_and_a_missing_list_is_no_obstacle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "regions.csv", tmp_path / "out"
    table.write_text(REGIONS)
    methods = ("--methods", "graphs,latent")
    code = main(["estimate", str(table), "--strata", "region", *methods, "--out", str(out)])
    assert (code, capsys.readouterr().err) == (0, "")
    found = json.loads((out / "estimate.json").read_text("utf-8"))
    refused = {name: one["verdict"] == "refused" for name, one in found["strata"].items()}
    assert refused == {"north": False, "south": False, "east": True}
    assert found["strata"]["south"]["names"] == ["press", "clinics", "families"]
    assert (found["verdict"], found["refused"], [*found["borrowed"]]) == ("flagged", [], ["east"])
    assert found["pooled"]["sound"] is True
    for name, people in {"north": NORTH, "south": SOUTH, "east": EAST}.items():
        ends = found["pooled"]["strata"][name]["interval"]
        assert ends["low"] <= people <= ends["high"], name
    for ends in (found["total"]["interval"], found["totals"]["pooled"]["interval"]):
        assert ends["low"] <= NORTH + SOUTH + EAST <= ends["high"]
    assert found["totals"]["apart"] is None
    text = (out / "estimate.txt").read_text("utf-8")
    assert "=== All 3 strata: 2,456 people documented\nFLAGGED" in text
    assert "- east is too thin to speak for itself (few_overlaps)." in text
    assert "partially pooled" in text
