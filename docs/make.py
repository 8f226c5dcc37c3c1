"""Write the generated part of the documentation: `./run docs`.

`docs/reference/cli.md` from the commands' own parsers, `docs/reference/codes.md` from the code
lists, the hash of the script that seals in the browser, the README's findings from the figures of
the example, and what the commands of all pages print. tests/docs fails when one of them is not what
this program would write.

A `console` block of a page holds commands (`$ ...`) and what they print; `...` stands for what may
vary, and what still matches is left as it is. A block with `file=NAME` after its language is
written to that file first. All blocks of a page run in one folder, from top to bottom, where
`examples/` is at hand. A page says how the last command of a block ends, if not with 0, in a
comment before the block (`<!-- exit 2 -->`), and shows standard error then. Where an output is
written anew and a line `...` stood for paragraphs, those with another first line stay left out.
"""

from __future__ import annotations

import argparse
import csv
import doctest
import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CLI = ROOT / "docs" / "reference" / "cli.md"
CODES = ROOT / "docs" / "reference" / "codes.md"
OFFLINE = ROOT / "docs" / "reference" / "offline-page.md"
README = ROOT / "README.md"

PAGES = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]))

BLOCK = re.compile(
    r"(?:<!-- exit (?P<code>\d+) -->\n)?^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n"
    r"(?P<body>.*?)^```$",
    re.M | re.S,
)
PROGRAMS = {"vittne": [sys.executable, "-m", "vittne"], "python3": [sys.executable]}

SCRIPT = re.compile(r"(?<=<!-- script -->\n).*?(?=<!-- end of script -->)", re.S)
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
        named = action.metavar or choices or action.dest.upper()
        value = " " + (named if isinstance(named, str) else " ".join(named))
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


def with_script(page: str) -> str:
    """Return a page with the hash of the script, as it is built now."""
    from vittne.door.script import in_groups, script

    built = script()
    if built is None:
        raise ValueError("the script was not built: ./run offline-page builds it")
    text, count = SCRIPT.subn(f"```text\n{in_groups(built.sha256)}\n```\n", page)
    if count != 1:
        raise ValueError("docs/reference/offline-page.md has no place for the hash of the script")
    return text


def with_findings(readme: str, release: Path) -> str:
    """Return the README with its findings written anew."""
    text, count = FINDINGS.subn(lambda _: findings(release), readme)
    if count != 1:
        raise ValueError("README.md has no place for its findings")
    return text


@dataclass(frozen=True)
class Command:
    """One command of a page, what it prints, and how it ends."""

    line: str
    output: str
    code: int

    @property
    def runnable(self) -> bool:
        """`./run` and what comes before it (getting the project) are tested elsewhere."""
        return shlex.split(self.line)[0] in PROGRAMS

    def says(self, printed: str) -> bool:
        """Whether the page says what is printed; no output on the page says nothing."""
        same = doctest.OutputChecker().check_output(self.output, printed, doctest.ELLIPSIS)
        return same or not self.output


def abridged(printed: str, said: str) -> str:
    """What is printed, without the paragraphs for which a page has a line of three dots."""
    firsts = {paragraph.split("\n")[0] for paragraph in said.split("\n\n")}
    if "..." not in firsts:
        return printed
    shown = [
        paragraph if paragraph.split("\n")[0] in firsts else "..."
        for paragraph in printed.rstrip("\n").split("\n\n")
    ]
    return "\n\n".join(text for text, _ in groupby(shown)) + "\n"


def commands(body: str, code: int) -> list[Command]:
    """Commands of a `console` block; the exit code is the last one's."""
    parts = re.split(r"^\$ ", body, flags=re.M)[1:]
    pairs = [part.partition("\n") for part in parts]
    codes = [0] * (len(pairs) - 1) + [code]
    return [
        Command(line, output, code) for (line, _, output), code in zip(pairs, codes, strict=True)
    ]


def typed(command: Command, folder: Path) -> str:
    """Type a command in a folder; gives what it prints.

    Raises
    ------
    ValueError
        If it ends in another way than the page says.
    """
    program, *arguments = shlex.split(command.line)
    run = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    if run.returncode != command.code:
        raise ValueError(
            f"$ {command.line}\nends with {run.returncode}, the page says {command.code}\n"
            f"{run.stdout}{run.stderr}"
        )
    return run.stdout if run.returncode == 0 else run.stdout + run.stderr


def typed_page(text: str, folder: Path) -> Iterator[tuple[Command, str]]:
    """Type all commands of a page, from top to bottom; gives each with what it prints."""
    # A copy: whoever builds an example keeps its secrets beside it.
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    for block in BLOCK.finditer(text):
        if block["file"]:
            (folder / block["file"]).write_text(block["body"], "utf-8")
        if block["language"] == "console":
            for command in commands(block["body"], int(block["code"] or 0)):
                if command.runnable:
                    yield command, typed(command, folder)


def with_outputs(text: str) -> str:
    """Return a page with what its commands print now; what still holds is left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        for command, printed in typed_page(text, Path(folder)):
            if not command.says(printed):
                new = abridged(printed, command.output)
                old, new = (f"$ {command.line}\n{said}" for said in (command.output, new))
                text = text.replace(old, new, 1)
    return text


def main() -> None:
    """Write everything anew."""
    from vittne.release import build_release

    CLI.write_text(cli_reference(), "utf-8")
    CODES.write_text(codes_reference(), "utf-8")
    OFFLINE.write_text(with_script(OFFLINE.read_text("utf-8")), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        secrets = Path(folder) / "secrets.json"
        build_release(ROOT / "examples" / "chechnya", release, secrets=secrets)
        README.write_text(with_findings(README.read_text("utf-8"), release), "utf-8")
    for page in PAGES:
        page.write_text(with_outputs(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
