"""Fixtures every family of tests uses: hand-made parses, and the shipped pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import HealthCheck, settings
from spacy.language import Language
from spacy.tokens import Doc

import onrecord.records  # noqa: F401  declares the Doc extensions

settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")  # no test fails because the machine is busy

PUBLISHED = "2026-02-10"
"""A Tuesday."""


def parsed_doc(table: str) -> Doc:
    """A Doc from lines of ``word lemma POS dep head entity``; ``head`` is the word's number in its sentence.

    A blank line ends a sentence, ``\\n`` as a word is a paragraph break, ``_`` after the entity glues the
    word to the next one.
    """
    words: list[str] = []
    columns: dict[str, list[str]] = {key: [] for key in ("lemmas", "pos", "deps", "ents")}
    heads: list[int] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    base, fresh = 0, True
    for line in table.strip().splitlines():
        if not line.strip():
            base, fresh = len(words), True
            continue
        word, lemma, pos, dep, head, entity, *glue = line.split()
        words.append(word.replace("\\n", "\n"))
        columns["lemmas"].append(lemma)
        columns["pos"].append(pos)
        columns["deps"].append(dep)
        columns["ents"].append("O" if entity == "-" else entity)
        heads.append(base + int(head) - 1)
        spaces.append(not glue)
        starts.append(fresh)
        fresh = False
    vocab = spacy.blank("en").vocab
    return Doc(vocab, words=words, spaces=spaces, heads=heads, **columns)


@pytest.fixture(scope="session")
def make_doc() -> Callable[[str], Doc]:
    return parsed_doc


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline on the shipped model, attitudes left out as by default."""
    import onrecord

    return onrecord.load()


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """Runs the pipeline on a text published on a fixed day."""

    def run(text: str, published: str = PUBLISHED) -> Doc:
        doc = nlp.make_doc(text)
        doc._.published = published
        return nlp(doc)

    return run
