"""``onrecord doctor``: checks whether everything works on this machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.settings import options_of
from onrecord.cli.terminal import one_line, safe

_WORDS = {"ok": "ok", "absent": "-", "wrong": "WRONG"}


def doctor(
    ctx: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Check this instead of the onrecord.toml here."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,
) -> None:
    """Look at versions, model, extras, terminal and configuration, and try an article.

    What is absent and not needed is marked "-", with the line that installs it. The exit code is 3 where
    something is wrong.
    """
    from onrecord.doctor import Check, examine

    def line(check: Check) -> str:
        remedy = f"\n{'':24}{one_line(check.remedy)}" if check.remedy else ""
        shown = safe(check.found).replace("\n", f"\n{'':24}")
        return f"{_WORDS[check.verdict]:<7}{check.name:<17}{shown}{remedy}"

    root: Any = ctx.find_root()
    checks = []
    for check in examine(options_of(root.command.commands), config or root.params["config"]):
        checks.append(check)
        if not as_json:
            typer.echo(line(check))
    wrong = [check.name for check in checks if check.verdict == "wrong"]
    if as_json:
        record = {"ok": not wrong, "checks": [asdict(check) for check in checks]}
        typer.echo(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        typer.echo(f"\nwrong: {', '.join(wrong)}" if wrong else "\nall good")
    if wrong:
        raise typer.Exit(3)
