"""onrecord as a library: text in, validated claims out."""

from __future__ import annotations

import warnings
from datetime import date
from functools import cache

from spacy.language import Language

from onrecord.claims import FigureClaim, StatementClaim
from onrecord.errors import ClaimError, ClaimWarning
from onrecord.pipeline import load, versions
from onrecord.readers import make_article, parse_date, stored_text
from onrecord.run import RunConfig, find_claims


def extract(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    id: str = "text",
    nlp: Language | None = None,
) -> list[StatementClaim | FigureClaim]:
    """Find the statements and figures of one article.

    Offsets count the characters of ``onrecord.stored_text(text)``: ``text`` with letters and their accents
    composed, and without soft hyphens, double blanks, line ends inside a sentence and white space at the end.
    A claim that does not validate is left out, with a ``ClaimWarning`` that gives the reason.

    Args:
        text: The article.
        published: Its publication date; without it, "last year" and "on Tuesday" stay unresolved.
        title: Its title, noted in the claims.
        outlet: Its publisher, noted in the claims.
        url: Its address, noted in the claims.
        id: Its id in the claims.
        nlp: A pipeline from ``onrecord.load``; None loads the default once and keeps it.

    Raises:
        TypeError: The text is not a string.
        ReaderError: The text is empty or binary, or ``published`` is not a date.
        ArticleError: The text is too long.
        ModelError: The language model is missing or damaged.
    """
    if not isinstance(text, str):
        raise TypeError(f"onrecord.extract takes the text of an article as a str, not {_kind(text)}")
    day = parse_date(published)
    article = make_article(
        stored_text(text), id=id, path="", title=title, published=day, outlet=outlet, url=url
    )
    nlp = nlp or _default_pipeline()
    built = find_claims(nlp, article, RunConfig(), versions(nlp))
    for error in built.errors:
        _warn(error)
    return built.claims


def _kind(value: object) -> str:
    if isinstance(value, bytes):
        return "bytes: decode them first"
    return "None" if value is None else f"a {type(value).__name__}"


@cache
def _default_pipeline() -> Language:
    return load()


def _warn(error: ClaimError) -> None:
    warnings.warn(str(error), ClaimWarning, stacklevel=3)
