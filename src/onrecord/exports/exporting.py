"""Writes a file of claims in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from onrecord.errors import ConfigError
from onrecord.exports.files import STDOUT, whole_path, write_folder, write_lines
from onrecord.exports.formats import Format
from onrecord.exports.material import AnyClaim, Material, Row, read_claims
from onrecord.exports.tidy import names_of
from onrecord.review.results.export import decision_rows, reviewed_claims
from onrecord.review.results.outcome import Outcomes
from onrecord.review.store import store_path
from onrecord.run import ArticleTexts, Origins
from onrecord.sanitize import one_line

Part = TypeVar("Part")


@dataclass(frozen=True)
class Exported:
    """The result of an export."""

    claims: int
    articles: int
    bad: list[str]
    """Lines that are not claims."""
    missing: list[str]
    """Ids of the articles left out because their text was not found."""
    disputed: int
    """Claims left out because reviewers disagree."""

    @property
    def ok(self) -> bool:
        """Whether everything was exported."""
        return not self.bad and not self.missing


def export_claims(
    claims: str,
    format: Format,
    output: str,
    *,
    articles: Sequence[Path] = (),
    reviewed: bool = False,
    columns: str = "",
) -> Exported:
    """Write the claims of a file in another format.

    Args:
        claims: A file of claims, or ``-`` for standard input.
        format: The format.
        output: A file, a folder, or ``-`` for standard output if the format is text.
        articles: Files or folders with the articles, if they have moved since the run.
        reviewed: Only the claims that reviewers accepted, as they corrected them.
        columns: Names of columns or of column lists, separated by commas; all by default.

    Raises:
        ConfigError: Something cannot be read or written, a package is missing, or the format needs the
            articles and none was found.
    """
    if output == STDOUT and format.kind != "lines":
        raise ConfigError(
            f"{format.name} cannot go to standard output: name a {format.record()['output']} with -o"
        )
    if columns and not format.columns:
        raise ConfigError(f"--columns is for csv; {format.name} has fixed fields")
    chosen = names_of(columns) if columns else ()
    path = None if claims == STDOUT else Path(claims)
    if path is None and reviewed:
        raise ConfigError("decisions are stored beside the claims file: name the file instead of -")
    if path is not None and output != STDOUT:
        for kept in (path, store_path(path)):
            if Path(output).resolve() == kept.resolve():
                raise ConfigError(f"{output}: would be overwritten; name another file with -o")
    for place in articles:
        if not place.exists():
            raise ConfigError(f"{place}: no such file or folder with articles")
    bad: list[str] = []
    with ExitStack() as stack:
        source, decisions, outcomes = _open(stack, path, bad, format=format, reviewed=reviewed)
        material = Material(
            source, ArticleTexts(Origins(path, articles)) if format.texts else None, decisions, chosen
        )
        module = import_module(f"onrecord.exports.{format.module}")
        if format.kind == "lines":
            write_lines(_unless_empty(module.lines(material), material), output)
        elif format.kind == "folder":
            write_folder(Path(output), _unless_empty(module.files(material), material))
        else:
            with whole_path(Path(output)) as part:
                module.write(material, part)
                _check(material)
            if format.beside:
                beside, text = module.beside(Path(output))
                write_lines([text], str(beside))
        disputed = outcomes.disputed if outcomes else 0
    return Exported(material.claims, material.articles, bad, material.missing, disputed)


def _open(
    stack: ExitStack, path: Path | None, bad: list[str], *, format: Format, reviewed: bool
) -> tuple[Iterator[AnyClaim], Iterator[Row], Outcomes | None]:
    """The claims, the decisions on them, and their source."""
    if path is None:
        return read_claims(sys.stdin.buffer, bad), iter(()), None
    outcomes = None
    if reviewed or (format.decisions and store_path(path).exists()):
        outcomes = stack.enter_context(closing(Outcomes(path)))
    decisions = decision_rows(outcomes) if outcomes else iter(())
    if outcomes and reviewed:
        bad += outcomes.claims.bad
        return reviewed_claims(outcomes), decisions, outcomes
    try:
        return read_claims(stack.enter_context(path.open("rb")), bad), decisions, outcomes
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error


def _unless_empty(parts: Iterator[Part], material: Material) -> Iterator[Part]:
    """The parts of an output; an error if they need texts and none was found."""
    yield from parts
    _check(material)


def _check(material: Material) -> None:
    if material.missing and not material.articles:
        raise ConfigError(
            f"none of the {len(material.missing)} articles is here, {one_line(material.missing[0])} first: "
            "this format needs their texts, say where they are with --articles"
        )
