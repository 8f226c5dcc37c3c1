"""The folder of a door: made, read, and refused with everything that is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from door_process import READER, STAFF

from vittne.door.config import new_door, read_config
from vittne.terms.errors import UserError

RIGHT = f"""
recipients = ["{READER.recipient}"]
staff = ["{STAFF.public}"]
languages = ["sv", "en"]
expiry_days = 30
[name]
en = "Harbour"
sv = "Hamnen"
[readers]
en = "Two people."
sv = "Två personer."
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "door.toml").write_text(text, "utf-8")
    with pytest.raises(UserError) as error:
        read_config(folder)
    return [str(problem) for problem in error.value.problems]


def test_a_new_door_is_its_owners_only_and_says_what_is_to_be_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "door"
    new_door(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "door.toml").stat().st_mode & 0o777 == 0o600
    found = problems(folder, (folder / "door.toml").read_text("utf-8"))
    places = [found.partition(":")[0] for found in found]
    assert places == [
        *(f"door.toml, {key}.{one}" for key in ("name", "readers") for one in ("en", "ru", "sv")),
        "door.toml, recipients",
        "door.toml, staff",
    ]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(UserError, match="is not empty"):
        new_door(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_a_door_is_read(tmp_path: Path) -> None:
    (tmp_path / "door.toml").write_text(RIGHT, "utf-8")
    config = read_config(tmp_path)
    assert config.languages == ("sv", "en")
    assert config.name == {"sv": "Hamnen", "en": "Harbour"}
    assert config.recipients == (READER.recipient,)
    assert config.staff == (STAFF.public,)
    assert config.expiry_days == 30
    assert config.invented is False


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("30", "0", "expiry_days: this number cannot stand here"),
        ("30", "true", "expiry_days: this cannot stand here"),
        ('"sv", "en"', '"sv", "de"', "languages: these are not languages of the pages, each once"),
        ('"sv", "en"', "[]", "languages: these are not languages of the pages, each once"),
        ('"sv", "en"', '"sv", "en", "sv"', "languages: these are not languages of the pages"),
        ('sv = "Hamnen"', 'sv = " "', "name.sv: it is not said whose door it is"),
        ('sv = "Hamnen"', "sv = 7", "name.sv: it is not said whose door it is"),
        ('"Harbour"', f'"{"H" * 101}"', "name.en: this has 101 letters"),
        (STAFF.public, STAFF.public[:-4], "staff, number 1: this is no staff key"),
        (f'"{STAFF.public}"', "7", "staff, number 1: this is no text"),
        (str(READER.recipient), READER.secret(), "recipients, number 1: this is an identity"),
        (
            str(READER.recipient),
            "age1tqdla3dfg6ey4vnla58ws9kln960yvtax9l6jdqupzmde37z8p8s45lgj3",
            "recipients, number 1: this key is a classical one",
        ),
        ("expiry_days", "expires", "expires: this key is not known"),
        ("languages", "languages = ", "this is no TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in RIGHT
    found = problems(tmp_path, RIGHT.replace(old, new))
    assert len(found) == 1, found
    assert message in found[0]


def test_a_secret_that_stands_in_the_file_is_not_printed(tmp_path: Path) -> None:
    text = RIGHT.replace(str(READER.recipient), READER.secret())
    assert READER.secret()[20:40] not in "".join(problems(tmp_path, text))


def test_a_folder_without_a_door_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no door"):
        read_config(tmp_path)


def test_time_and_danger_are_said_only_where_the_organisation_says_them(tmp_path: Path) -> None:
    (tmp_path / "door.toml").write_text(RIGHT, "utf-8")
    silent = read_config(tmp_path)
    assert (silent.answers_within_days, silent.danger) == (None, {})
    said = f"answers_within_days = 3\n{RIGHT}[danger]\nen = 'Telephone'\nsv = 'Telefon'\n"
    (tmp_path / "door.toml").write_text(said, "utf-8")
    config = read_config(tmp_path)
    assert config.answers_within_days == 3
    assert config.danger == {"en": "Telephone", "sv": "Telefon"}
    (wrong,) = problems(tmp_path, said.replace("days = 3\n", "days = 0\n", 1))
    assert "door.toml, answers_within_days" in wrong
    (wrong,) = problems(tmp_path, said.replace("sv = 'Telefon'\n", ""))
    assert "door.toml, danger.sv" in wrong
