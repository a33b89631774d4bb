"""spaCy DocBin: one Doc per article, with span groups, and the claims in ``user_data``.

``doc.spans["content"]`` and so on are widened to whole tokens; the exact characters are in the claims,
``doc.user_data["claims"]``. The file is built in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, SpanGroup

from onrecord.claims import parse_claim
from onrecord.exports.marks import mark
from onrecord.exports.material import AnyClaim, ArticleClaims, Material


def write(material: Material, path: Path) -> None:
    """Write the file."""
    nlp = spacy.blank("en")
    nlp.max_length = 10**9
    box = DocBin(store_user_data=True)
    for article in material.with_texts():
        box.add(doc_of(nlp, article))
    box.to_disk(path)


def read(path: Path) -> Iterator[AnyClaim]:
    """The claims in a file written by ``write``.

    Raises:
        pydantic.ValidationError: A Doc has no valid claims.
    """
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
        for record in doc.user_data["claims"]:
            yield parse_claim(record, text=doc.text)


def doc_of(nlp: Language, article: ArticleClaims) -> Doc:
    """One article."""
    doc = nlp.make_doc(article.text)
    groups = defaultdict(list)
    for one, start, end in mark(article).pieces():
        span = doc.char_span(start, end, label=one.label, alignment_mode="expand", span_id=one.id)
        if span is not None:
            groups[one.label.lower()].append(span)
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    doc.user_data["article"] = article.ref.model_dump(mode="json")
    doc.user_data["claims"] = [claim.model_dump(mode="json") for claim in article.claims]
    return doc
