"""What a format is made from: claims one after the other, by article where that is asked for."""

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
    """"" where it was not asked for."""


@dataclass
class Material:
    """Claims, read once, and what else a format may ask for. Counts go up while it is read."""

    source: Iterable[AnyClaim]
    texts: ArticleTexts | None = None
    decisions: Iterable[Row] = ()
    """What reviewers decided, for formats that have a place for it."""
    columns: Sequence[str] = ()
    """The columns of a table; all of them where none is named."""
    claims: int = 0
    articles: int = 0
    missing: list[str] = field(default_factory=list)
    """Ids of the articles left out because their text is not here."""

    def each(self) -> Iterator[AnyClaim]:
        """The claims one by one."""
        for claim in self.source:
            self.claims += 1
            yield claim

    def by_article(self) -> Iterator[ArticleClaims]:
        """The claims of each article together, without their texts. Claims of one article are neighbours."""
        for (_, _), group in groupby(self.each(), key=lambda claim: (claim.article.sha256, claim.article.id)):
            claims = list(group)
            self.articles += 1
            yield ArticleClaims(claims[0].article, claims)

    def with_texts(self) -> Iterator[ArticleClaims]:
        """The claims of each article together with its text; articles without one are left out, and noted."""
        for article in self.by_article():
            text = self.texts.find(article.ref) if self.texts else None
            if text is None:
                self.missing.append(article.ref.id)
                self.claims -= len(article.claims)
                self.articles -= 1
            else:
                yield ArticleClaims(article.ref, article.claims, text)


def read_claims(stream: BinaryIO, bad: list[str]) -> Iterator[AnyClaim]:
    """The claims of a file, one a line.

    Args:
        stream: The file.
        bad: Takes the lines that are no claims: number and reason.
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
