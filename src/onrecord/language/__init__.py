"""The language model as a spaCy component: tags, lemmas, parse, sentences, entities and roles in one pass."""

from __future__ import annotations

import re
from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language

from onrecord.language.component import Convention, LanguageModel
from onrecord.language.loading import find_model, read_model

__all__ = ["LanguageModel", "find_model", "load_language", "make_language", "read_model"]

ELECTRONIC = re.compile(r"[eE]-[a-zA-Z]+\Z")
"""One word, as in the treebanks: "e-mail"; spaCy's tokenizer divides words at hyphens."""


class EnglishNews(English):  # type: ignore[no-untyped-call]
    """spaCy's English, with our tokens from the start: a change to a tokenizer builds it again."""

    class Defaults(English.Defaults):  # type: ignore[misc, valid-type]
        token_match = ELECTRONIC.match


@Language.factory(
    "onrecord_language",
    default_config={"path": None, "threads": 1, "convention": "news"},
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.ents"],
)
def make_language(
    nlp: Language, name: str, path: str | None, threads: int, convention: Convention
) -> LanguageModel:
    """Build the component for a pipeline.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        path: Model folder; None for the shipped one.
        threads: How many threads the network may use.
        convention: Label scheme for entities and roles, see ``LanguageModel``.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    files = read_model(find_model(path))
    return LanguageModel(nlp.vocab, files, threads=threads, convention=convention)


def load_language(
    path: str | Path | None = None, threads: int = 1, convention: Convention = "news"
) -> Language:
    """A pipeline with the tokenizer and the language model.

    Args:
        path: Model folder; None for the shipped one.
        threads: How many threads the network may use.
        convention: Label scheme for entities and roles, see ``LanguageModel``.

    Raises:
        ModelError: There is no such model, or it cannot be read.
    """
    nlp = EnglishNews()
    config = {"path": None if path is None else str(path), "threads": threads, "convention": convention}
    nlp.add_pipe("onrecord_language", config=config)
    return nlp
