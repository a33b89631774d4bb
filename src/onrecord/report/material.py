"""What a report shows, read from files: claims by article, the articles' texts, findings and errors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path

from onrecord.checks import Finding, run_checks
from onrecord.claims import FigureClaim, StatementClaim
from onrecord.claims.schema import ArticleRef
from onrecord.errors import ClaimError, ConfigError
from onrecord.review import ClaimFile
from onrecord.run import ArticleTexts, Origins

AnyClaim = StatementClaim | FigureClaim


@dataclass(frozen=True, slots=True)
class ArticleClaims:
    """An article and its claims in text order."""

    key: str
    """Name of its page: 24 hexadecimal digits."""
    ref: ArticleRef
    claims: list[AnyClaim]
    text: str | None
    """None if it was not found."""

    @property
    def statements(self) -> list[StatementClaim]:
        """Its statements."""
        return [claim for claim in self.claims if isinstance(claim, StatementClaim)]

    @property
    def figures(self) -> list[FigureClaim]:
        """Its figures."""
        return [claim for claim in self.claims if isinstance(claim, FigureClaim)]


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """A line of errors.jsonl."""

    stage: str
    article: str
    message: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a report is made from."""

    name: str
    """Name of the claims file, without its folder."""
    digest: str
    """SHA-256 of that file."""
    articles: list[ArticleClaims]
    """Newest first, those without a date last."""
    findings: list[Finding]
    """Failing findings first."""
    bad: list[str]
    """Lines that are not claims, each with the reason."""
    errors: list[ErrorLine] | None
    """None if there is no errors.jsonl."""

    def claims(self) -> list[tuple[ArticleClaims, AnyClaim]]:
        """All claims with their articles."""
        return [(article, claim) for article in self.articles for claim in article.claims]


def read_material(claims: Path, *, articles: Sequence[Path] = (), errors: Path | None = None) -> Material:
    """Read everything a report needs.

    Args:
        claims: A claims.jsonl.
        articles: Where to look for the articles, besides the places they were read from.
        errors: The errors.jsonl of the same run.

    Raises:
        ConfigError: A file cannot be read, or the claims file has no claims.
    """
    read, bad = _read_claims(claims)
    if not read:
        raise ConfigError(f"{claims}: no claims in it{'; ' + bad[0] if bad else ''}")
    grouped: dict[tuple[str, str], list[AnyClaim]] = {}
    for claim in read:
        grouped.setdefault((claim.article.id, claim.article.sha256), []).append(claim)
    refs = [group[0].article for group in grouped.values()]
    texts = ArticleTexts(Origins(claims, articles), wanted={ref.sha256 for ref in refs})
    covered = [
        ArticleClaims(
            article_key(ref),
            ref,
            sorted(group, key=lambda claim: (claim.offsets[0], claim.kind, claim.id)),
            texts.find(ref),
        )
        for ref, group in zip(refs, grouped.values(), strict=True)
    ]
    findings = run_checks(article.figures for article in covered)
    return Material(
        claims.name,
        _file_hash(claims),
        sorted(covered, key=_newest_first),
        sorted(findings, key=lambda finding: not finding.failing),
        bad,
        _read_errors(errors) if errors else None,
    )


def article_key(ref: ArticleRef) -> str:
    """The name of an article's page."""
    return page_key("article", ref.id, ref.sha256)


@lru_cache(maxsize=65_536)
def page_key(*parts: str) -> str:
    """The name of a page: a hash of what it is about, so that it never contains words of the articles."""
    return sha256(json.dumps(parts).encode("ascii")).hexdigest()[:24]


def _read_claims(path: Path) -> tuple[list[AnyClaim], list[str]]:
    file = ClaimFile(path)
    read, bad = [], list(file.bad)
    for row in range(len(file)):
        try:
            read.append(file.claim(row))
        except ClaimError as error:
            bad.append(str(error))
    file.close()
    return read, [message.removeprefix(f"{path}, ") for message in bad]


def _read_errors(path: Path) -> list[ErrorLine]:
    def text(record: object, name: str) -> str:
        value = record.get(name) if isinstance(record, dict) else None
        return value if isinstance(value, str) else ""

    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    errors = []
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = {"stage": "unreadable", "message": f"line {number} of {path.name} is no JSON"}
        errors.append(ErrorLine(*(text(record, name) for name in ("stage", "article", "message"))))
    return errors


def _file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _newest_first(article: ArticleClaims) -> tuple[int, str, str, str]:
    ref = article.ref
    return -(ref.published or date.min).toordinal(), ref.outlet or "", ref.title or "", ref.id
