"""Why a claim exists: its rule, and the chain of mentions behind its speaker, from reading it again."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.explain import known_rules
from onrecord.readers import Article
from onrecord.review.claimfile import AnyClaim
from onrecord.sanitize import one_line


def rule_lines(claim: AnyClaim) -> Iterator[str]:
    """The rule that fired, its reason and its examples."""
    rule = known_rules().get(claim.rule)
    yield f"rule      {one_line(claim.rule)}"
    if rule is None:
        yield "          not a rule of this onrecord"
        return
    yield f"because   {one_line(rule.why)}"
    for name, examples in (("it finds", rule.match), ("but not", rule.no_match)):
        for example in examples[:2]:
            yield f"{name:<9} {one_line(example)}"


def mention_lines(claim: AnyClaim, article: Article | None) -> Iterator[str]:
    """The mentions behind the speaker and the words the model labels, from running the pipeline again."""
    if article is None:
        yield "the article is not here: say where with --articles to see the chain of mentions"
        return
    from onrecord.run import RunConfig, explain_articles

    for explained in explain_articles([article], RunConfig(attitudes=True), claim.id):
        if isinstance(explained, tuple):
            if not explained[1].mentions:
                yield "mentions  none: no speaker is behind it"
            for one in explained[1].mentions:
                how = f"{one.kind}, by {one.by} {one.score:.2f}"
                yield f'mention   "{one_line(one.text)}" at {one.start}, {how}'
            for label, text, score in explained[1].labels:
                yield f"label     {label} {score:.2f} {one_line(text)}"
            return
    yield "this version of the pipeline does not find the claim any more"
