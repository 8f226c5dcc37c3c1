"""Write the generated part of the documentation: `./run docs`.

`docs/reference/cli.md` from the commands' own parsers, `docs/reference/codes.md` from the code
lists, and the README's findings from the figures of the example. tests/docs/test_generated.py
fails when one of them is not what this program would write.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import re
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLI = ROOT / "docs" / "reference" / "cli.md"
CODES = ROOT / "docs" / "reference" / "codes.md"
README = ROOT / "README.md"

FINDINGS = re.compile(r"(?<=<!-- findings -->\n).*?(?=<!-- end of findings -->)", re.S)

CLI_HEAD = """\
# Commands

Written by `./run docs` from the commands themselves.

Exit codes: 0 done (a refusal is an answer, too), 1 a verification failed, 2 the input is wrong,
130 interrupted, 141 nobody reads the output any more. With `--json`, one object goes to standard
output and nothing else. Progress goes to standard error.
"""

CODES_HEAD = """\
# Code lists

Written by `./run docs` from `src/vittne/terms/lists`. A list marked *open* may be gone beyond: an
unknown code is shown as it is written.
"""


def cell(text: str) -> str:
    """Text that stays inside its cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def option(action: argparse.Action) -> str:
    """How an option or argument is typed."""
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`"
    value = ""
    if action.nargs != 0:
        choices = "|".join(map(str, action.choices)) if action.choices else ""
        value = " " + str(action.metavar or choices or action.dest.upper())
    return cell(", ".join(f"`{name}{value}`" for name in action.option_strings))


def note(action: argparse.Action) -> str:
    """What an option means, with its default and whether it must be given."""
    text = (action.help or "") % {**vars(action), "prog": "vittne"}
    if action.required and action.option_strings:
        text += " (must be given)"
    elif action.nargs != 0 and action.default and "(default:" not in text:
        text += f" (default: {action.default})"
    return cell(text)


def table(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Rows of a command's arguments; a group's or subcommand's rows follow under its name."""
    actions = [
        action
        for action in parser._actions
        if action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)
    ]
    plain = [action for action in actions if not isinstance(action, argparse._SubParsersAction)]
    if plain:
        yield "\n| argument | meaning |\n|---|---|"
        yield from (f"| {option(action)} | {note(action)} |" for action in plain)
    for action in actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, part in action.choices.items():
                yield f"\n### `{part.prog}`\n\n{part.description or name}"
                yield from table(part)


def cli_reference() -> str:
    """The reference of all commands."""
    from vittne.cli.main import VERBS

    lines = [CLI_HEAD]
    for verb, (module_name, line) in VERBS.items():
        module: Any = importlib.import_module(module_name)
        parser = argparse.ArgumentParser(prog=f"vittne {verb}", description=module.HELP)
        module.add_arguments(parser)
        lines.append(f"## `vittne {verb}`\n\n{line[0].upper()}{line[1:].rstrip('.')}.")
        if parser.description and parser.description.rstrip(".") != line.rstrip("."):
            lines.append(f"\n```text\n{parser.description.strip()}\n```")
        lines += [*table(parser), ""]
    return "\n".join(lines).rstrip() + "\n"


def codes_reference() -> str:
    """All code lists with their labels."""
    from vittne.terms.codes import code_list

    names = sorted(
        item.name.removesuffix(".csv")
        for item in files("vittne.terms").joinpath("lists").iterdir()
        if item.name.endswith(".csv")
    )
    lines = [CODES_HEAD]
    for name in names:
        codes = code_list(name)
        lines.append(f"## {name}{' (open)' if codes.open else ''}\n")
        lines.append("| code | English | Russian | Swedish | HURIDOCS |\n|---|---|---|---|---|")
        for code in codes.codes:
            labels = " | ".join(
                cell(codes.label(code, language)) for language in ("en", "ru", "sv")
            )
            lines.append(f"| `{code}` | {labels} | {cell(codes.huridocs.get(code, ''))} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def findings(release: Path) -> str:
    """What the example finds, in its own words: deaths, silence, and each sentence's verdict."""
    from vittne.terms.codes import code_list

    figures = json.loads((release / "data" / "figures.json").read_text("utf-8"))
    with (release / "data" / "claims.csv").open(encoding="utf-8", newline="") as table:
        sentences = {row["id"]: row["sentence_en"] for row in csv.DictReader(table)}
    said = [figure["sentence"]["en"] for figure in figures if is_shown(figure)]
    judged = [
        f"*{sentences[name]}* {code_list('verdicts').label(figure['value'], 'en').capitalize()}."
        for figure in figures
        if figure["kind"] == "verdict"
        for name in [figure["id"].removeprefix("verdict-")]
    ]
    return "".join(f"- {text}\n" for text in [*said, *judged])


def is_shown(figure: dict[str, Any]) -> bool:
    """Whether a figure's sentence stands in the README: deaths, and what silence can mean."""
    return (figure["kind"], figure["unit"]) in {
        ("documented", "persons_killed"),
        ("bound", "percent"),
    }


def with_findings(readme: str, release: Path) -> str:
    """Return the README with its findings written anew."""
    text, count = FINDINGS.subn(lambda _: findings(release), readme)
    if count != 1:
        raise ValueError("README.md has no place for its findings")
    return text


def main() -> None:
    """Write everything anew."""
    from vittne.release import build_release

    CLI.write_text(cli_reference(), "utf-8")
    CODES.write_text(codes_reference(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        build_release(ROOT / "examples" / "chechnya", release)
        README.write_text(with_findings(README.read_text("utf-8"), release), "utf-8")


if __name__ == "__main__":
    main()
