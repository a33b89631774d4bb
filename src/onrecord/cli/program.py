"""The commands of the program, each imported only when it is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from onrecord.cli.examples import examples
from onrecord.cli.settings import written_options

SUMMARIES = {
    "extract": "Find who said what, and which figures, in articles.",
    "show": "Show claims as a table: speaker, words, value with unit and period, article.",
    "explain": (
        "Show for each claim its sentence, its parts, the rule that fired and why, and who the speaker is."
    ),
    "check": "Check the arithmetic inside articles, and figures for the same thing across them.",
    "repeats": (
        "Find the same words and figures in several articles, versions of an article, and who speaks in many."
    ),
    "stats": (
        "Count speakers, cues, modes, units, outlets, rules, failures, and what several articles repeat."
    ),
    "report": (
        "Write a report: pages for articles, speakers and figures that open from the disk, without a network."
    ),
    "export": "Write claims in another format.",
    "schema": "Print the JSON Schema of the claim record.",
    "evaluate": "Run the pipeline on the texts of a labelled set and score what it finds.",
    "calibrate": "Refit the confidence of claims from decisions, and show it before and after.",
    "doctor": "Look at versions, model, extras, terminal and configuration, and try an article.",
    "review": "Decide on claims: onrecord review claims.jsonl.",
}
"""The commands in the order of the help. Each name is that of a module and its function; each text is the
first sentence of the command's own help."""


class Commands(Mapping[str, Any]):
    """The commands by name, each built when it is first asked for."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """One command.

        Raises:
            KeyError: There is none of this name.
        """
        if name not in self._built:
            if name not in SUMMARIES:
                raise KeyError(name)
            self._built[name] = _build(name)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the help."""
        return iter(SUMMARIES)

    def __len__(self) -> int:
        """How many there are."""
        return len(SUMMARIES)


class Program(TyperGroup):
    """The command group; its own help does not import the commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = cast(Any, Commands())

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the names and first sentences of the commands."""
        names = [TyperCommand(name, help=summary) for name, summary in SUMMARIES.items()]
        TyperGroup(commands=names).format_commands(ctx, formatter)


def _build(name: str) -> Any:
    home = getattr(import_module(f"onrecord.cli.{name}"), name)
    if not isinstance(home, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(epilog=examples(name))(home)
        home = alone
    command = get_command(home)
    _name_variables({name: command}, "ONRECORD")
    return command


def _name_variables(commands: Mapping[str, Any], prefix: str) -> None:
    """Give every option an environment variable if it has none."""
    for name, command in commands.items():
        below = f"{prefix}_{name.upper().replace('-', '_')}"
        if hasattr(command, "commands"):
            _name_variables(command.commands, below)
            continue
        for written, option in written_options(command).items():
            if option.envvar is None:
                option.envvar, option.show_envvar = f"{below}_{written.upper()}", False
