"""What a page needs to cite a claim, as JSON in attributes that ``assets/copy.js`` reads."""

from __future__ import annotations

import json

from onrecord.claims import FigureClaim
from onrecord.claims.schema import ArticleRef
from onrecord.report import shown
from onrecord.report.material import AnyClaim
from onrecord.review.view import shortened
from onrecord.sanitize import one_line


def article_facts(ref: ArticleRef) -> str:
    """Where a claim comes from, as JSON: outlet, title, day of publication, address."""
    return json.dumps(
        {
            "outlet": one_line(ref.outlet or ""),
            "title": one_line(ref.title or ref.id),
            "published": str(ref.published or ""),
            "address": shown.web_address(ref.url) or "",
        },
        ensure_ascii=False,
    )


def claim_facts(claim: AnyClaim, link: str) -> str:
    """Who said it and how, as JSON: a direct quotation in its words, any other claim by its sentence.

    Args:
        claim: The claim.
        link: Where the claim is shown, relative to the page that cites it.
    """
    facts = {"speaker": one_line(claim.speaker.name) if claim.speaker else "", "link": link}
    if isinstance(claim, FigureClaim) or claim.mode != "direct":
        facts |= {"mode": "", "sentence": shortened(claim.sentence)}
    else:
        facts |= {"mode": "direct", "words": shortened(claim.text)}
    return json.dumps(facts, ensure_ascii=False)
