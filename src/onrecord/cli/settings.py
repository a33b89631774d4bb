"""Where the value of an option comes from: a flag, the environment, ``onrecord.toml``, or its default.

The variable of an option is ``ONRECORD_COMMAND_OPTION``; in the file, the option is in the command's table.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import unwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from onrecord.config import find_config

if TYPE_CHECKING:
    from onrecord.config import Words


def use_config(ctx: typer.Context, given: Path | None) -> None:
    """Read the configuration file and use its tables as defaults of the options.

    Raises:
        ConfigError: The file does not exist or is invalid.
    """
    path = find_config(given)
    if path is None:
        return
    from onrecord.config import read_config

    ctx.obj = read_config(path)
    program: Any = ctx.find_root().command
    tables = ctx.obj.options_for(options_of(program.commands))
    ctx.default_map = tables if ctx.parent is None else tables.get(ctx.info_name or "", {})


def words_of(ctx: typer.Context) -> Words:
    """The words of the active configuration file."""
    from onrecord.config import Config

    return (ctx.obj or Config()).words


def _use_if_given(ctx: typer.Context, given: Path | None) -> Path | None:
    if given is not None:
        use_config(ctx, given)
    return given


ProgramConfig = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Use this instead of the onrecord.toml here."),
]
"""The option of the program itself, which calls ``use_config``."""
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        is_eager=True,
        callback=_use_if_given,
        help="Words and defaults of options; by default the onrecord.toml here.",
    ),
]
"""The same option, given after the name of a command."""


def options_of(commands: Mapping[str, Any]) -> dict[str, Any]:
    """The options of commands and their subcommands, by the names used on the command line."""
    from onrecord.config.files import Option

    options: dict[str, Any] = {}
    for name, command in commands.items():
        if hasattr(command, "commands"):
            options[name] = options_of(command.commands)
            continue
        hints = get_type_hints(unwrap(command.callback))
        options[name] = {
            written: Option(one.name, hints[one.name]) for written, one in written_options(command).items()
        }
    return options


def written_options(command: Any) -> dict[str, Any]:
    """The options of a command by their long names, with underscores for hyphens."""
    return {
        opt.removeprefix("--").replace("-", "_"): one
        for one in command.params
        for opt in one.opts
        if opt.startswith("--") and one.name not in ("config", "help")
    }
