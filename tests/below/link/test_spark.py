"""The engine for what one machine cannot hold says the same as the one that everybody has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
from invented_lists import invented_lists
from vittne.link import splink_engine
from vittne.link.model import score_pairs

splink_engine.ITERATIONS = (2,)  # each step is one more job, and teaches no more of the engines
records = invented_lists(40).records
here, there = (score_pairs(records, engine=engine) for engine in ("duckdb", "spark"))
assert len(here) > 0
assert (here.a == there.a).all() and (here.b == there.b).all()
assert abs(here.weight - there.weight).max() < 1e-6
assert all((here.features[name] == there.features[name]).all() for name in here.features)
print("the same")
"""


def test_spark_gives_every_pair_the_weight_that_duckdb_gives(root: Path, tmp_path: Path) -> None:
    packages = next((root / ".tools" / "spark" / "lib").glob("python3.*")) / "site-packages"
    settings = (  # for so little, starting and compiling take longer than the work
        "--master local[1] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=1"
        " --conf spark.sql.adaptive.enabled=false --conf spark.sql.codegen.wholeStage=false"
        " --driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (root / "tests" / "tools", packages))),
        "PYSPARK_SUBMIT_ARGS": f"{settings} pyspark-shell",
    }
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip().endswith("the same"), run.stderr[-3000:]
