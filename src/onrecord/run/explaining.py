"""Finds the claims of articles together with an explanation of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.claims import Explanation, FigureClaim, StatementClaim, build_claims, explain_claim
from onrecord.errors import ArticleError
from onrecord.pipeline import versions
from onrecord.readers import Article, Failure
from onrecord.run.article import RunConfig, read_doc


def explain_articles(
    articles: Iterable[Article | Failure], config: RunConfig, wanted: str = ""
) -> Iterator[tuple[StatementClaim | FigureClaim, Explanation] | Failure]:
    """Yield the claims of articles, each with its explanation, and failures in between.

    Args:
        articles: Articles, and failures to read them.
        config: What determines the claims.
        wanted: Prefix of the ids of the claims to yield.

    Raises:
        ModelError: The language model cannot be loaded.
    """
    nlp = config.load()
    for article in articles:
        if isinstance(article, Failure):
            yield article
            continue
        try:
            doc = read_doc(nlp, article, config)
        except ArticleError as error:
            yield Failure(article.id, article.path, "process", type(error).__name__, str(error))
            continue
        built = build_claims(
            doc, article, versions(nlp), min_confidence=config.min_confidence, curves=config.curves
        )
        statements = {claim.id: claim for claim in built.claims if isinstance(claim, StatementClaim)}
        for claim in built.claims:
            if claim.id.startswith(wanted):
                yield claim, explain_claim(doc, claim, statements)
