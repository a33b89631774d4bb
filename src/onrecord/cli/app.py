"""The program ``onrecord`` and its exit codes.

0: all good; 1: finished, but something failed; 2: wrong usage; 3: model or configuration error; 130: Ctrl-C.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.program import Program
from onrecord.cli.settings import ProgramConfig, use_config
from onrecord.cli.terminal import say
from onrecord.cli.version import print_versions
from onrecord.errors import OnrecordError
from onrecord.lean import start_quickly

app = typer.Typer(
    name="onrecord",
    cls=Program,
    help="Folders of news articles in, structured and checkable claims out: who said what, and which figure.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=print_versions, is_eager=True, help="Print all versions and exit."
        ),
    ] = False,
    config: ProgramConfig = None,
) -> None:
    """Options of the program itself."""
    if ctx.invoked_subcommand != "doctor":  # doctor reports configuration errors itself
        use_config(ctx, config)


def main() -> None:
    """Run the command line."""
    start_quickly()
    try:
        app()
    except OnrecordError as error:
        say(f"onrecord: {error}")
        sys.exit(3)
    except KeyboardInterrupt:
        say("onrecord: interrupted")
        sys.exit(130)
