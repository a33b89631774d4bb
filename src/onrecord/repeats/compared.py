"""The part of a claim that is needed to find its repeats, read without full validation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from onrecord.claim_lines import read_lines
from onrecord.errors import ReaderError

if TYPE_CHECKING:
    from onrecord.claims import Claim

Value = int | float | str | None
Complain = Callable[[ReaderError], None]
Kind = TypeVar("Kind")


class Article(msgspec.Struct, gc=False, frozen=True):
    """The article of a claim."""

    sha256: str
    id: str = ""
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class Speaker(msgspec.Struct, gc=False):
    """The speaker."""

    name: str
    kind: str = "person"
    role: str | None = None
    affiliation: str | None = None


class Words(msgspec.Struct, gc=False):
    """A span of the text."""

    exact: str = ""
    start: int = 0


class Measured(msgspec.Struct, gc=False):
    """What a figure measures."""

    text: str


class Period(msgspec.Struct, gc=False):
    """A closed interval of days."""

    start: str
    end: str


class ComparedClaim(msgspec.Struct, gc=False):
    """A claim reduced to the fields that are compared with other articles' claims."""

    kind: Literal["statement", "figure"]
    article: Article
    id: str = ""
    text: str = ""
    sentence: str = ""
    speaker: Speaker | None = None
    content: list[Words] = []
    span: Words | None = None
    value: Value | list[Value] = None
    comparator: str = "="
    unit: str = ""
    figure_kind: str = ""
    measured: Measured | None = None
    change: str = "="
    per: str | None = None
    period: Period | None = None
    place: Words | None = None

    @property
    def start(self) -> int:
        """Its first character."""
        return self.span.start if self.span else self.content[0].start if self.content else 0


def read_compared_claims(lines: Iterable[bytes], name: str, bad: Complain) -> Iterator[ComparedClaim]:
    """The claims of a file, one per line.

    Args:
        lines: Lines of a claims.jsonl.
        name: The file's name in messages.
        bad: Called for each line that is not a claim; such lines are skipped.

    Raises:
        ReaderError: None of the first lines is a claim.
    """
    return read_lines(lines, name, decoder_of(ComparedClaim), bad)


def decoder_of(kind: type[Kind]) -> Callable[[bytes], Kind]:
    """A decoder for lines of that kind, which raises ValueError for others."""
    decoder = msgspec.json.Decoder(kind)

    def decode(line: bytes) -> Kind:
        try:
            return decoder.decode(line)
        except msgspec.DecodeError as error:
            raise ValueError(str(error)) from error

    return decode


def compared_claim_of(claim: Claim) -> ComparedClaim:
    """The compared fields of a validated claim."""
    return msgspec.convert(claim.model_dump(mode="json"), ComparedClaim)
