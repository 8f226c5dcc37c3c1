"""The onion service: tor takes its settings, asks for work, and notes down nobody."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from door_unit import ETC

TORRC = ETC / "tor" / "torrc"


def options() -> dict[str, str]:
    lines = TORRC.read_text("utf-8").splitlines()
    pairs = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    assert len({name for name, _, _ in pairs}) == len(pairs)
    return {name: value for name, _, value in pairs}


def verified(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    torrc = folder / "torrc"
    torrc.write_text(text.replace("/var/lib/tor", str(folder)))
    command = ["tor", "--defaults-torrc", "/dev/null", "-f", str(torrc)]
    return subprocess.run(
        [*command, "--DataDirectory", str(folder / "data"), "--verify-config"],
        capture_output=True,
        text=True,
    )


def test_tor_takes_the_settings(tmp_path: Path) -> None:
    checked = verified(TORRC.read_text("utf-8"), tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_settings_with_a_mistake_would_be_refused(tmp_path: Path) -> None:
    assert verified(TORRC.read_text("utf-8").replace("PoWDefenses", "Pow"), tmp_path).returncode


def test_this_tor_can_ask_for_work_and_does() -> None:
    assert options()["HiddenServicePoWDefensesEnabled"] == "1"
    listed = subprocess.run(["tor", "--list-modules"], capture_output=True, text=True, check=True)
    assert "pow: yes" in listed.stdout


@pytest.mark.parametrize(
    ("option", "value"),
    [("SafeLogging", "1"), ("HeartbeatPeriod", "0"), ("AvoidDiskWrites", "1")],
)
def test_what_tor_logs_names_and_counts_nobody(option: str, value: str) -> None:
    assert options()[option] == value


def test_tor_writes_no_log_of_its_own_and_tells_the_door_nothing_of_circuits() -> None:
    assert options().keys() & {"Log", "LogTimeGranularity", "HiddenServiceExportCircuitID"} == set()


@pytest.mark.parametrize("option", ["SocksPort", "ControlPort", "ControlSocket", "ORPort"])
def test_nothing_else_comes_in(option: str) -> None:
    assert options()[option] == "0"
    assert [one for one in options() if one.endswith("Port")] == [
        "HiddenServicePort",
        "SocksPort",
        "ControlPort",
        "ORPort",
    ]
