"""What papers call somebody they have just named: "the Democrat", "the Dane", "the retired nurse, 71"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from onrecord.pipes.speakers.found import Found
from onrecord.pipes.speakers.lexicon import lexicon

AGE = re.compile(r"\d-year-old$")
AGED = re.compile(r", ?[1-9]\d")


def is_epithet(doc: Doc, mention: Found) -> bool:
    """Whether a phrase with "the" is a word of the lexicon or a nationality, or tells an age."""
    head = doc[mention.head]
    if mention.plural:
        return False
    if mention.kind == "surname":
        return any(token.dep_ == "det" and token.lower_ == "the" for token in head.children)
    if doc[mention.start].lower_ != "the":
        return False
    if head.lemma_.lower() in lexicon().epithets or AGE.search(doc[mention.start : mention.end].text):
        return True
    return AGED.fullmatch(doc[mention.end : mention.end + 2].text) is not None
