"""The claim record, schema version 1: one line of claims.jsonl.

Spans are ``[start, end)`` in Unicode code points of the article's text. They include their words and some of
the text around them (the W3C position and quote selectors). Validation checks

- always: lengths, order, ranges, intervals and confidence of the single claim;
- with ``context={"text": article_text}``: every ``exact``, ``prefix`` and ``suffix`` agrees with the text.

``onrecord.claims.check_article`` checks the claims of one article against each other.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationInfo, model_validator

from onrecord.claims.values import Number
from onrecord.records import Change, ClusterKind, Comparator, FigureKind, Granularity, MadeBy, Mode, Stance

SCHEMA_VERSION = 1
AROUND = 32
"""Characters of context in ``prefix`` and ``suffix``."""
JOINT = " … "
"""Joins the pieces of the content in ``text``."""
QUOTATION_MARKS = "\"'“”‘’„‚«»‹›`"

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Record):
    """A span of the article's text: ``article_text[start:end] == exact``, always."""

    start: Annotated[int, Field(ge=0)]
    end: int
    exact: str
    prefix: str
    suffix: str

    @model_validator(mode="after")
    def _matches(self, info: ValidationInfo) -> Span:
        if self.end <= self.start:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or backwards")
        if len(self.exact) != self.end - self.start:
            raise ValueError(f"span [{self.start}, {self.end}) is not as long as exact")
        text = info.context.get("text") if isinstance(info.context, dict) else None
        if text is not None:
            before = text[max(0, self.start - AROUND) : self.start]
            after = text[self.end : self.end + AROUND]
            if text[self.start : self.end] != self.exact:
                raise ValueError(f"the text at [{self.start}, {self.end}) differs from exact")
            if (before, after) != (self.prefix, self.suffix):
                raise ValueError(f"the text around [{self.start}, {self.end}) differs from prefix and suffix")
        return self


class Period(_Record):
    """A closed interval of days, including ``start`` and ``end``."""

    span: Span
    start: date
    end: date
    granularity: Granularity

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.end < self.start:
            raise ValueError(f"period {self.start}..{self.end} runs backwards")
        return self


class ArticleRef(_Record):
    """The article of a claim. ``sha256`` is the hash of its text in UTF-8."""

    id: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    title: str | None
    published: date | None
    outlet: str | None
    url: str | None
    byline: str | None = None


class Pipeline(_Record):
    """Versions of the package and of the language model."""

    onrecord: str
    model: str


class Cue(_Record):
    """The reporting words. ``rest`` holds the other pieces of a split cue."""

    span: Span
    rest: list[Span]
    lemma: str
    stance: Stance


class Speaker(_Record):
    """The person, body or document that a source resolves to."""

    name: Annotated[str, Field(min_length=1)]
    kind: ClusterKind
    role: str | None
    affiliation: str | None
    resolved_by: str | None


class Measured(_Record):
    """The words that say what a figure counts."""

    text: Annotated[str, Field(min_length=1)]
    span: Span | None


class Claim(_Record):
    """The fields that statements and figures share."""

    schema_version: Literal[1]
    id: Id
    fingerprint: Id
    kind: str
    article: ArticleRef
    text: Annotated[str, Field(min_length=1)]
    sentence: Annotated[str, Field(min_length=1)]
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    rule: Annotated[str, Field(min_length=1)]
    pipeline: Pipeline

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """The spans that the id is made of: the content of a statement, the span of a figure."""
        raise NotImplementedError


class StatementClaim(Claim):
    """Something someone said, wrote, announced, warned ..."""

    kind: Literal["statement"]
    mode: Mode
    content: Annotated[list[Span], Field(min_length=1)]
    cue: Cue | None
    source: Span | None
    speaker: Speaker | None
    said_on: Period | None
    negated: bool
    hedges: list[Span]
    figures: list[Id]

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Start and end of each piece of the content."""
        return [(span.start, span.end) for span in self.content]

    @model_validator(mode="after")
    def _is_consistent(self) -> StatementClaim:
        for left, right in zip(self.content, self.content[1:], strict=False):
            if right.start < left.end:
                raise ValueError("the pieces of the content overlap or are out of order")
        if self.text != JOINT.join(span.exact for span in self.content):
            raise ValueError("text differs from the content")
        if self.mode == "mixed" and not any(_is_quoted(span) for span in self.content):
            raise ValueError("mode is mixed, but there is no quotation mark in or beside the content")
        if len(set(self.figures)) != len(self.figures):
            raise ValueError("a figure is listed twice")
        return self


class FigureClaim(Claim):
    """A number that counts, measures or ranks.

    ``value`` is a number, ``[low, high]`` for a range, the two numbers as written for a score, and null
    for a quantity without digits ("dozens"). ``figure_kind`` is the kind of number, since ``kind`` is the
    kind of claim. ``related`` is the level that this figure is the change in, or the earlier value of:
    "rose 0.3 points to 5.1 %" and "from 3 to 4" are two figures each. ``measured_by`` says whether the
    language model or a rule found the measured phrase.
    """

    kind: Literal["figure"]
    span: Span
    value: Number | tuple[Number, Number] | None
    comparator: Comparator
    unit: str
    figure_kind: FigureKind
    measured: Measured | None
    change: Change
    per: str | None
    period: Period | None
    place: Span | None
    statement: Id | None
    speaker: Speaker | None
    related: Id | None = None
    measured_by: MadeBy | None = None

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Start and end of the figure's span."""
        return [(self.span.start, self.span.end)]

    @model_validator(mode="after")
    def _is_consistent(self) -> FigureClaim:
        if isinstance(self.value, tuple):
            low, high = self.value
            if low > high and self.figure_kind != "score":
                raise ValueError(f"range {low}..{high} runs backwards")
        elif self.figure_kind == "score" and self.value is not None:
            raise ValueError("a score needs two values")
        if self.text != self.span.exact:
            raise ValueError("text differs from the words of the span")
        if self.speaker is not None and self.statement is None:
            raise ValueError("a figure takes its speaker from its statement, but has no statement")
        return self


AnyClaim = Annotated[StatementClaim | FigureClaim, Field(discriminator="kind")]
_ADAPTER: TypeAdapter[StatementClaim | FigureClaim] = TypeAdapter(AnyClaim)


def parse_claim(record: dict[str, Any], *, text: str | None = None) -> StatementClaim | FigureClaim:
    """Validate one record: a line of claims.jsonl after ``json.loads``.

    Args:
        record: The record as plain data.
        text: The article's text; if given, every span is checked against it.

    Raises:
        pydantic.ValidationError: The record is not a valid claim.
    """
    return _ADAPTER.validate_python(record, context={"text": text})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of claims.jsonl."""
    schema = _ADAPTER.json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"onrecord claim, schema version {SCHEMA_VERSION}",
        **schema,
    }


def _is_quoted(span: Span) -> bool:
    edge = span.prefix.rstrip()[-1:] + span.suffix.lstrip()[:1]
    return any(mark in span.exact or mark in edge for mark in QUOTATION_MARKS)
