"""The input of a format: a stream of claims, by article if needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, BinaryIO

from pydantic import ValidationError

from onrecord.claims import FigureClaim, StatementClaim, parse_claim
from onrecord.claims.schema import ArticleRef
from onrecord.run import ArticleTexts

AnyClaim = StatementClaim | FigureClaim
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """The claims of one article, in the order of the file."""

    ref: ArticleRef
    claims: list[AnyClaim]
    text: str = ""
    """"" if it was not asked for."""


@dataclass
class Material:
    """Claims, read once, and what else a format may need. Counts grow as they are read."""

    source: Iterable[AnyClaim]
    texts: ArticleTexts | None = None
    decisions: Iterable[Row] = ()
    """Decisions of reviewers, for formats that include them."""
    columns: Sequence[str] = ()
    """The columns of a table; all if empty."""
    claims: int = 0
    articles: int = 0
    missing: list[str] = field(default_factory=list)
    """Ids of the articles left out because their text was not found."""

    def each(self) -> Iterator[AnyClaim]:
        """The claims one by one."""
        for claim in self.source:
            self.claims += 1
            yield claim

    def by_article(self) -> Iterator[ArticleClaims]:
        """The claims of each article, without texts. Claims of one article are consecutive."""
        for (_, _), group in groupby(self.each(), key=lambda claim: (claim.article.sha256, claim.article.id)):
            claims = list(group)
            self.articles += 1
            yield ArticleClaims(claims[0].article, claims)

    def with_texts(self) -> Iterator[ArticleClaims]:
        """The claims of each article with its text; articles whose text is missing are left out and noted."""
        for article in self.by_article():
            text = self.texts.find(article.ref) if self.texts else None
            if text is None:
                self.missing.append(article.ref.id)
                self.claims -= len(article.claims)
                self.articles -= 1
            else:
                yield ArticleClaims(article.ref, article.claims, text)


def read_claims(stream: BinaryIO, bad: list[str]) -> Iterator[AnyClaim]:
    """The claims of a file, one per line.

    Args:
        stream: The file.
        bad: Called with the number of each line that is not a claim, and the reason.
    """
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            yield parse_claim(json.loads(line))
        except ValidationError as error:
            bad.append(f"line {number}: not a claim: {error.errors()[0]['msg']}")
        except (ValueError, RecursionError) as error:
            bad.append(f"line {number}: not JSON: {error}")
