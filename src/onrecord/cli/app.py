"""The program ``onrecord`` and its exit codes.

0 all good; 1 finished, but something failed; 2 usage; 3 model or configuration; 130 after Ctrl-C.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.calibrate import calibrate
from onrecord.cli.check import check
from onrecord.cli.doctor import doctor
from onrecord.cli.evaluate import evaluate
from onrecord.cli.examples import examples
from onrecord.cli.explain import explain
from onrecord.cli.export import export
from onrecord.cli.extract import extract
from onrecord.cli.lean import skip_unused_imports
from onrecord.cli.repeats import repeats
from onrecord.cli.report import report
from onrecord.cli.review import review
from onrecord.cli.schema import schema
from onrecord.cli.settings import Program, ProgramConfig, use_config
from onrecord.cli.show import show
from onrecord.cli.stats import stats
from onrecord.cli.terminal import say
from onrecord.cli.version import print_versions
from onrecord.errors import OnrecordError

app = typer.Typer(
    name="onrecord",
    cls=Program,
    help="Folders of news articles in, structured and checkable claims out: who said what, and which figure.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    extract,
    show,
    explain,
    check,
    repeats,
    stats,
    report,
    export,
    schema,
    evaluate,
    calibrate,
    doctor,
):
    app.command(epilog=examples(command.__name__))(command)
app.add_typer(review)


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
    if ctx.invoked_subcommand != "doctor":  # it reports configuration errors itself
        use_config(ctx, config)


def main() -> None:
    """Run the command line."""
    skip_unused_imports()
    try:
        app()
    except OnrecordError as error:
        say(f"onrecord: {error}")
        sys.exit(3)
    except KeyboardInterrupt:
        say("onrecord: interrupted")
        sys.exit(130)
