"""``onrecord review``: decide on claims, and use the decisions."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from enum import StrEnum
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from onrecord.cli.examples import examples
from onrecord.cli.review_results import ArticlePaths, Claims, agreement, export
from onrecord.cli.terminal import BadLines, one_line, safe, say

if TYPE_CHECKING:
    from onrecord.review.opening import Wanted

Name = TypeVar("Name", bound=StrEnum)
DEFAULT = "open"


class _ReviewGroup(TyperGroup):
    """``onrecord review FILE`` is ``onrecord review open FILE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            if not os.path.lexists(args[0]) and (meant := get_close_matches(args[0], self.commands, 1)):
                ctx.fail(f"{args[0]}: no such file, and no command of review: did you mean {meant[0]}?")
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


review = typer.Typer(
    name="review",
    cls=_ReviewGroup,
    help="Decide on claims: onrecord review claims.jsonl. Decisions are kept beside the claims.",
    epilog=examples("review"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Reviewer = Annotated[
    str,
    typer.Option(
        envvar="ONRECORD_REVIEWER", metavar="NAME", help="The reviewer's name; default: the login name."
    ),
]
Plain = Annotated[bool, typer.Option("--plain", help="Plain lines instead of a full screen.")]
Light = Annotated[bool, typer.Option("--light", help="Dark text on a light background.")]
OrderName = Annotated[
    str,
    typer.Option(
        "--order", metavar="ORDER", help="uncertainty, worth (most worth checking), article, or confidence."
    ),
]


for command in (export, agreement):
    review.command(epilog=examples(f"review {command.__name__}"))(command)


@review.command(DEFAULT, epilog=examples(f"review {DEFAULT}"))
def open_claims(
    claims: Claims,
    reviewer: Reviewer = "",
    plain: Plain = False,
    order: OrderName = "uncertainty",
    kind: Annotated[str, typer.Option(help="Only statement or figure.")] = "",
    speaker: Annotated[str, typer.Option(help="Only speakers with this in their name.")] = "",
    mode: Annotated[str, typer.Option(help="Only direct, indirect or mixed.")] = "",
    unit: Annotated[str, typer.Option(help="Only figures of this unit.")] = "",
    rule: Annotated[str, typer.Option(help="Only rules that begin with this.")] = "",
    outlet: Annotated[str, typer.Option(help="Only outlets with this in their name.")] = "",
    min_confidence: Annotated[float, typer.Option(min=0, max=1, metavar="X")] = 0.0,
    max_confidence: Annotated[float, typer.Option(min=0, max=1, metavar="X")] = 1.0,
    decision: Annotated[
        str,
        typer.Option(
            help="Only claims that are untouched (by anybody), undecided, accept, reject, edit, skip,"
            " add, changed or flagged."
        ),
    ] = "any",
    sample: Annotated[
        int, typer.Option(min=0, metavar="N", help="Draw a sample of N claims; estimate the share right.")
    ] = 0,
    stratify: Annotated[
        str, typer.Option(metavar="FIELD", help="Draw from each rule, kind, mode, unit, outlet or speaker.")
    ] = "",
    seed: Annotated[int, typer.Option(min=0, help="Another seed draws another sample.")] = 1,
    articles: ArticlePaths = None,
    light: Light = False,
) -> None:
    """Go through claims: one key decides and shows the next. Every decision is on the disk at once."""
    from onrecord.review.choosing.sampling import STRATA
    from onrecord.review.choosing.selection import Filters, Order
    from onrecord.review.opening import Decided, Wanted

    if stratify and stratify not in STRATA:
        raise typer.BadParameter(f"--stratify {stratify}: one of {', '.join(STRATA)}")
    wanted = Wanted(
        Filters(kind, speaker, mode, unit, rule, outlet, min_confidence, max_confidence),
        _one_of(Decided, decision, "--decision"),
        _one_of(Order, order, "--order"),
        sample,
        stratify,
        seed,
        articles=articles or (),
    )
    _run(claims, reviewer, wanted, plain=plain, light=light)


@review.command(epilog=examples("review adjudicate"))
def adjudicate(
    claims: Claims,
    reviewer: Reviewer = "",
    plain: Plain = False,
    order: OrderName = "article",
    articles: ArticlePaths = None,
    light: Light = False,
) -> None:
    """Settle the claims that reviewers decided in different ways; shows what each of them decided."""
    from onrecord.review.choosing.selection import Order
    from onrecord.review.opening import Wanted

    chosen = _one_of(Order, order, "--order")
    wanted = Wanted(order=chosen, role="adjudicate", articles=articles or ())
    _run(claims, reviewer, wanted, plain=plain, light=light)


def _run(path: Path, reviewer: str, wanted: Wanted, *, plain: bool, light: bool) -> None:
    from onrecord.review import PlainReview
    from onrecord.review.opening import open_session
    from onrecord.review.summary import closing_lines

    session = open_session(path, reviewer or _login_name(), wanted)
    bad = BadLines()
    for line in session.claims.bad:
        bad.add(f"left out, {line}")
    bad.say_rest()
    if session.queue.gone:
        say(f"{session.queue.gone} decided claims are no longer in {one_line(path)}")
    if not len(session.queue):
        say(
            "no claims to review here: the filters leave none"
            if wanted.role == "review"
            else "no differences"
        )
        session.close()
        return
    try:
        if plain or not _can_show_windows():
            lines = (safe(line.decode(errors="replace")) for line in iter(sys.stdin.buffer.readline, b""))
            PlainReview(session, lambda line: typer.echo(safe(line))).run(lines)
        else:
            from onrecord.review.windows import run_windows

            run_windows(session, light=light)
            for line in closing_lines(session):
                typer.echo(safe(line))
    finally:
        session.close()
    if session.problems:
        raise typer.Exit(1)


def _login_name() -> str:
    """The login name, or "" if the system has none for this user."""
    try:
        return getuser()
    except (KeyError, OSError):
        return ""


def _can_show_windows() -> bool:
    """Whether the terminal can show windows; if not, say why."""
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        reason = "this terminal cannot show windows"
    elif not (sys.stdin.isatty() and sys.stderr.isatty()):
        reason = "no terminal for windows"
    else:
        return True
    say(f"{reason}: lines instead, as with --plain")
    return False


def _one_of(names: type[Name], given: str, option: str) -> Name:
    try:
        return names(given)
    except ValueError:
        raise typer.BadParameter(f"{option} {given}: one of {', '.join(names)}") from None
