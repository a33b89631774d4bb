"""Options for reading inputs, shared by several commands, and the checks that go with them."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from onrecord.errors import ConfigError, ReaderError

if TYPE_CHECKING:
    from onrecord.readers import ReadOptions

Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of articles that name none: 2026-02-10.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="Name of a field in JSON or a column: text=body, url=meta.link.",
    ),
]
Preset = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Names of all fields: cc-news, huggingface, mediacloud or news-please."
    ),
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Encoding of text files that are not UTF-8: cp1252.")
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Read every file as text, html, jsonl, csv, warc ... whatever its name."
    ),
]
Withdrawn = Annotated[
    bool, typer.Option("--include-withdrawn", help="Include items that are withdrawn or embargoed.")
]
Attitudes = Annotated[
    bool, typer.Option("--attitudes", help="Also report what somebody thinks, wants or expects.")
]
MinConfidence = Annotated[
    float, typer.Option(min=0, max=1, metavar="X", help="Leave out claims of lower confidence.")
]
ClaimsFile = Annotated[
    str, typer.Argument(metavar="CLAIMS", help="A claims.jsonl of onrecord extract, or - for stdin.")
]
MaxBytes = Annotated[int, typer.Option(metavar="N", min=1, help="Largest file or line with one article.")]


def read_options(
    published: str | None,
    fields: list[str] | None = None,
    encoding: str | None = None,
    format: str | None = None,
    max_bytes: int = 10_000_000,
    preset: str | None = None,
    withdrawn: bool = False,
) -> ReadOptions:
    """Check the options given on the command line.

    Raises:
        typer.BadParameter: An option is invalid.
    """
    from onrecord.readers import (
        ReadOptions,
        check_encoding,
        parse_date,
        parse_field_map,
        preset_fields,
        reader_names,
    )

    try:
        day = parse_date(published, "--published")
        if format is not None and format not in reader_names():
            raise ConfigError(f"--format {format}: there are {', '.join(reader_names())}")
        return ReadOptions(
            published=day,
            fields={**(preset_fields(preset) if preset else {}), **parse_field_map(fields or [])},
            encoding=check_encoding(encoding) if encoding else None,
            format=format,
            max_bytes=max_bytes,
            withdrawn=withdrawn,
        )
    except (ConfigError, ReaderError) as error:
        raise typer.BadParameter(str(error)) from error


def check_paths(paths: list[str]) -> None:
    """Check that every input exists before any work is done.

    Raises:
        typer.BadParameter: An input does not exist.
    """
    from onrecord.readers import check_inputs

    try:
        check_inputs(paths)
    except ConfigError as error:
        raise typer.BadParameter(str(error)) from error


def check_articles(paths: list[str]) -> None:
    """Check that every input exists and that none of them is an output of onrecord.

    Raises:
        typer.BadParameter: An input does not exist or does not contain articles.
    """
    from onrecord import readers

    try:
        readers.check_articles(paths)
    except ConfigError as error:
        raise typer.BadParameter(str(error)) from error


def open_claims(path: str) -> AbstractContextManager[BinaryIO]:
    """Open a file of claims for reading its lines; ``-`` is standard input.

    Raises:
        typer.BadParameter: It cannot be read.
    """
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return open(path, "rb")
    except IsADirectoryError:
        raise typer.BadParameter(f"{path}: is a folder; name the claims.jsonl in it") from None
    except OSError as error:
        raise typer.BadParameter(f"{path}: cannot be read: {error.strerror or error}") from error
