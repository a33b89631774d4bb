"""The spaCy component that finds quotations."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.doc_spans import show_spans
from onrecord.pipes.prose import prose_of
from onrecord.pipes.quotes.scan import scan_quotes


@Language.factory("onrecord_quotes", assigns=["doc._.quotes"], default_config={"min_speech_words": 5})
def make_quotes(nlp: Language, name: str, *, min_speech_words: int) -> Quotes:
    """Build the component; a quote of ``min_speech_words`` or more counts as speech in any context."""
    return Quotes(min_speech_words=min_speech_words)


class Quotes:
    """Pairs quotation marks paragraph by paragraph; needs no parse."""

    def __init__(self, *, min_speech_words: int = 5) -> None:
        self.min_speech_words = min_speech_words

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.quotes`` and ``doc.spans["quotes"]``."""
        doc._.quotes = scan_quotes(prose_of(doc), min_speech_words=self.min_speech_words)
        show_spans(doc, "quotes", ((quote["span"], "QUOTE") for quote in doc._.quotes))
        return doc
