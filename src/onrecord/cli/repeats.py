"""``onrecord repeats``: statements and figures in several articles, versions of articles, shared speakers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.reading import ClaimsFile, check_paths, open_claims
from onrecord.cli.terminal import BadLines, one_line, plural, say
from onrecord.errors import ReaderError

if TYPE_CHECKING:
    from onrecord.repeats import Heard, Repeat, Repeats, Version

_SHOWN = 5
"""How many places of a group, changes of a version and roles of a speaker are listed on the screen."""


class Show(StrEnum):
    """Which kinds of results to show."""

    all = "all"
    statements = "statements"
    figures = "figures"
    versions = "versions"
    speakers = "speakers"


def repeats(
    claims: ClaimsFile,
    show: Annotated[Show, typer.Option(help="Which groups to show.")] = Show.all,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many of each on the screen.")] = 10,
    as_json: Annotated[
        bool, typer.Option("--json", help="All of them, one JSON object a line, instead of a list.")
    ] = False,
) -> None:
    """Find the same words and figures in several articles, versions of an article, and who speaks in many.

    Says of each in how many outlets it stands, where first, and whether all say the same. Exit code 1 means
    that a line was no claim.
    """
    check_paths([claims])
    from onrecord.repeats import Repeats, read_compared_claims

    bad = BadLines()
    try:
        with open_claims(claims) as lines, Repeats(read_compared_claims(lines, claims, bad.add)) as groups:
            if as_json:
                _print_json(groups, show)
            else:
                _print(groups, show, top)
    except ReaderError as error:
        say(one_line(error))
        raise typer.Exit(1) from error
    bad.say_rest()
    if bad.count:
        raise typer.Exit(1)


def _print_json(groups: Repeats, show: Show) -> None:
    def out(kind: str, record: dict[str, Any]) -> None:
        typer.echo(json.dumps({"show": kind, **record}))  # ASCII only, so no control sequences

    for kind in (Show.statements, Show.figures):
        if show in (Show.all, kind):
            for repeat in groups.repeats(kind.removesuffix("s")):
                out(kind, repeat.to_json())
    if show in (Show.all, Show.versions):
        for group in groups.versions():
            out(Show.versions, {"versions": [asdict(version) for version in group]})
    if show in (Show.all, Show.speakers):
        for voice in groups.voices():
            out(Show.speakers, asdict(voice))


def _print(groups: Repeats, show: Show, top: int) -> None:
    for kind in (Show.statements, Show.figures):
        if show in (Show.all, kind):
            _part(f"{kind} in several articles", map(_repeat, groups.repeats(kind.removesuffix("s"), top)))
    if show in (Show.all, Show.versions):
        _part("versions of one article", map(_versions, islice(groups.versions(), top)))
    if show in (Show.all, Show.speakers):
        _part("speakers across articles", map(_voice, groups.voices(top)))


def _part(heading: str, entries: Iterable[list[str]]) -> None:
    typer.echo(f"{heading}\n")
    written = False
    for first, *rest in entries:
        written = True
        typer.echo(one_line(first))
        for line in rest:
            typer.echo(f"  {'  ' if line.startswith(' ') else ''}{one_line(line)}")
        typer.echo("")
    if not written:
        typer.echo("none\n")


def _repeat(repeat: Repeat) -> list[str]:
    seen = repeat.seen
    words = ("same words", "other words") if seen.kind == "statement" else ("values agree", "values differ")
    lines = [f"{seen.where}; {words[not repeat.agrees]}: {seen.text}"]
    for place in repeat.places[:_SHOWN]:
        where = ", ".join(filter(None, (place.published, place.outlet, place.title or place.article)))
        text = "" if seen.kind == "statement" and place.text == seen.text else place.text
        lines.append("; ".join(filter(None, (where, ": ".join(filter(None, (place.speaker, text)))))))
    return [*lines, *_more(seen.claims - _SHOWN, "claim")]


def _versions(group: list[Version]) -> list[str]:
    lines = [f"{len(group)} versions: {group[0].title or group[0].article}"]
    for version in group[:_SHOWN]:
        lines.append(", ".join(filter(None, (version.published, version.outlet, version.article))))
        for change in version.changed[:_SHOWN]:
            if change.words:
                changes = "; ".join(
                    f"{old or 'nothing'} became {new or 'nothing'}" for old, new in change.words
                )
                lines.append(f"  {changes}: {change.after}")
            else:
                lines.append(f"  {'new' if change.after else 'gone'}: {change.after or change.before}")
        lines += (f"  {more}" for more in _more(len(version.changed) - _SHOWN, "change"))
    return [*lines, *_more(len(group) - _SHOWN, "version")]


def _voice(voice: Heard) -> list[str]:
    place = f" ({voice.place})" if voice.place else ""
    lines = [f"{voice.name}{place}: {plural(voice.claims, 'claim')}"]
    for role in voice.roles[:_SHOWN]:
        days = role.first if role.first == role.last else f"{role.first} to {role.last}"
        lines.append(f"{days or 'no date'}: {', '.join(filter(None, (role.name, role.role)))}")
    return [*lines, *_more(len(voice.roles) - _SHOWN, "role")]


def _more(count: int, noun: str) -> list[str]:
    return [f"and {plural(count, f'more {noun}')}"] if count > 0 else []
