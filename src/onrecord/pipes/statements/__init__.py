"""Not built yet: leaves the Doc as it is."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("onrecord_statements")
def make_statements(nlp: Language, name: str) -> "object":
    def keep(doc: Doc) -> Doc:
        return doc

    return keep
