"""``onrecord explain``: why each claim of an article was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.reading import (
    Attitudes,
    Encoding,
    Fields,
    Format,
    Preset,
    Published,
    Withdrawn,
    check_articles,
    read_options,
)
from onrecord.cli.settings import ConfigFile, words_of
from onrecord.cli.terminal import one_line, say

if TYPE_CHECKING:
    from onrecord.claims import Explanation, FigureClaim, Period, Span, StatementClaim


def explain(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file with articles, or - for stdin.")],
    claim: Annotated[
        str, typer.Option(metavar="ID", help="Only this claim, with its parse; the first digits are enough.")
    ] = "",
    published: Published = None,
    fields: Fields = None,
    preset: Preset = None,
    encoding: Encoding = None,
    format: Format = None,
    withdrawn: Withdrawn = False,
    attitudes: Attitudes = False,
    parse: Annotated[bool, typer.Option("--parse", help="Show the parse of every claim.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line instead of text.")] = False,
    config: ConfigFile = None,
) -> None:
    """Show for each claim its sentence, its parts, the rule that fired and why, and who the speaker is."""
    check_articles([article])
    options = read_options(published, fields, encoding, format, preset=preset, withdrawn=withdrawn)
    from onrecord.readers import Failure, Inputs
    from onrecord.run import RunConfig, explain_articles

    failed, shown = False, 0
    settings = RunConfig(attitudes=attitudes, words=words_of(ctx))
    inputs = Inputs([article], options)
    for result in explain_articles(inputs, settings, claim):
        if isinstance(result, Failure):
            say(f"{result.article}: {result.message}")
            failed = True
            continue
        shown += 1
        if as_json:
            record = {"claim": result[0].model_dump(mode="json"), "explanation": asdict(result[1])}
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            typer.echo("\n".join(_lines(*result, with_parse=parse or bool(claim))) + "\n")
    if not shown:
        skipped = ", ".join(f"{count} {kind}" for kind, count in sorted(inputs.skipped.items()))
        say(f"no claim {claim} here" if claim else f"no claims here{skipped and f'; skipped: {skipped}'}")
    if failed or (claim and not shown):
        raise typer.Exit(1)


def _lines(
    claim: StatementClaim | FigureClaim, explanation: Explanation, *, with_parse: bool
) -> Iterator[str]:
    def line(name: str, *parts: object) -> str:
        return f"  {name:<11} " + " ".join(one_line(part) for part in parts if part not in (None, ""))

    def words(span: Span | None) -> str:
        return f'"{span.exact}" [{span.start}, {span.end})' if span else "none"

    def days(period: Period | None) -> str:
        return f"{period.start} to {period.end}, {words(period.span)}" if period else ""

    yield f"{claim.kind} {claim.id}, confidence {claim.confidence:.2f}"
    yield line("sentence", claim.sentence)
    if claim.kind == "statement":
        for piece in claim.content:
            yield line("content", words(piece))
        yield line("source", words(claim.source))
        if claim.cue:
            yield line("cue", words(claim.cue.span), f"({claim.cue.lemma}, {claim.cue.stance})")
        yield line("mode", claim.mode, "negated" if claim.negated else "")
        yield line("said on", days(claim.said_on) or "not said")
    else:
        yield line("figure", words(claim.span), claim.figure_kind)
        yield line("value", *_amount(claim))
        found_by = f"(by {claim.measured_by})" if claim.measured_by else ""
        yield line("measured", claim.measured.text if claim.measured else "not said", found_by)
        yield line("period", days(claim.period) or "not said")
        yield line("stated in", claim.statement or "no statement")
    if claim.speaker:
        yield line("speaker", claim.speaker.name, f"({claim.speaker.kind}, by {claim.speaker.resolved_by})")
    for one in explanation.mentions:
        yield line("", f'"{one.text}" at {one.start}, {one.kind}, by {one.by} {one.score:.2f}')
    yield line("rule", f"{explanation.rule}: {explanation.why}")
    for label, text, score in explanation.labels:
        yield line("label", f"{label} {score:.2f}", text)
    for kind, text, score in explanation.pointers:
        yield line("points to", f"{kind} {score:.2f}", text or "nothing")
    if with_parse:
        for token in explanation.parse:
            head = f"{token.dep} of {one_line(token.head)}"
            yield f"    {one_line(token.text):<20} {one_line(token.lemma):<20} {token.pos:<6} {head}"


def _amount(claim: FigureClaim) -> Iterator[str]:
    """Change, comparator, value and unit; a change or comparator of "=" is left out."""
    yield from (sign for sign in (claim.change, claim.comparator) if sign != "=")
    yield _value(claim)
    yield claim.unit


def _value(claim: FigureClaim) -> str:
    if isinstance(claim.value, tuple):
        return " to ".join(str(number) for number in claim.value)
    return "no number" if claim.value is None else str(claim.value)
