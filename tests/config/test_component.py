"""``nlp.add_pipe("onrecord")`` in somebody else's pipeline, with a parse that is not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import onrecord

TEXT = "Ada Crane said more than 40 boats sank last year."
TABLE = [
    # lemma, part of speech, tag, label, head, entity
    ("Ada", "PROPN", "NNP", "nsubj", 2, "B-PERSON"),
    ("Crane", "PROPN", "NNP", "flat", 0, "I-PERSON"),
    ("say", "VERB", "VBD", "ROOT", 2, "O"),
    ("more", "ADJ", "JJR", "advmod", 5, "O"),
    ("than", "ADP", "IN", "fixed", 3, "O"),
    ("40", "NUM", "CD", "nummod", 6, "O"),
    ("boat", "NOUN", "NNS", "nsubj", 7, "O"),
    ("sink", "VERB", "VBD", "ccomp", 2, "O"),
    ("last", "ADJ", "JJ", "amod", 9, "O"),
    ("year", "NOUN", "NN", "obl:unmarked", 7, "O"),
    (".", "PUNCT", ".", "punct", 2, "O"),
]
CLEARNLP = {"flat": "compound", "obl:unmarked": "npadvmod", "fixed": "quantmod"}


@Language.component("table_parser")
def table_parser(doc: Doc) -> Doc:
    """A parser that knows one sentence by heart."""
    return annotated(doc, {})


@Language.component("clearnlp_parser")
def clearnlp_parser(doc: Doc) -> Doc:
    """The same with the labels of spaCy's English models."""
    return annotated(doc, CLEARNLP)


def annotated(doc: Doc, renamed: dict[str, str]) -> Doc:
    if doc.text == TEXT:
        for token, (lemma, pos, tag, dep, head, _) in zip(doc, TABLE, strict=True):
            token.lemma_, token.pos_, token.tag_ = lemma, pos, tag
            token.dep_, token.head = renamed.get(dep, dep), doc[head]
        doc.set_ents([spacy.tokens.Span(doc, 0, 2, label="PERSON")])
    return doc


def pipeline(parser: str | None, **options: Any) -> Language:
    nlp = spacy.blank("en")
    if parser:
        nlp.add_pipe(parser)
    nlp.add_pipe("onrecord", config=options)
    return nlp


def short(doc: Doc) -> list[tuple[str, str, str | None]]:
    return [(c["kind"], c["text"], c["speaker"] and c["speaker"]["name"]) for c in doc._.claims]


FOUND = [
    ("figure", "more than 40 boats", "Ada Crane"),
    ("statement", "more than 40 boats sank last year", "Ada Crane"),
]


def test_a_parse_of_somebody_else_is_enough() -> None:
    nlp = pipeline("table_parser")
    doc = nlp.make_doc(TEXT)
    doc._.published = "2026-02-10"
    doc._.article = {"id": "a-1", "outlet": "The Alden Post"}
    doc = nlp(doc)
    assert sorted(short(doc)) == FOUND
    for claim in doc._.claims:
        parsed = onrecord.parse_claim(claim, text=TEXT)
        assert parsed.article.id == "a-1"
        assert parsed.article.outlet == "The Alden Post"
        assert parsed.pipeline.model == f"en_{nlp.meta['name']}-{nlp.meta['version']}"
    figure = next(claim for claim in doc._.claims if claim["kind"] == "figure")
    assert figure["period"]["start"] == "2025-01-01"
    assert [span.label_ for span in doc.spans["statements"]] == ["SOURCE", "CUE", "CONTENT"]


def test_other_labels_are_refused_with_the_remedy() -> None:
    with pytest.raises(onrecord.ConfigError, match=r"npadvmod.*en_core_web_sm.*onrecord_language"):
        pipeline("clearnlp_parser")(TEXT)


def test_no_parse_is_refused_with_the_remedy() -> None:
    with pytest.raises(
        onrecord.ConfigError, match=r"a parse and parts of speech and lemmas.*onrecord_language"
    ):
        pipeline(None)(TEXT)


def test_no_text_is_no_claims() -> None:
    for text in ("", "  \n "):
        assert pipeline("table_parser")(text)._.claims == []


@pytest.mark.model
def test_the_remedy_works() -> None:
    nlp = pipeline("clearnlp_parser")
    nlp.add_pipe("onrecord_language", before="onrecord")
    doc = nlp(TEXT)
    assert sorted(short(doc)) == FOUND
    assert doc._.claims[0]["pipeline"]["model"].startswith("en_onrecord_news")
    same = onrecord.extract(TEXT)
    assert doc._.claims == [claim.model_dump(mode="json") for claim in same]


def test_options_reach_the_pipes() -> None:
    people = [{"name": "Ada Crane", "role": "harbour master"}]
    doc = pipeline("table_parser", people=people)(TEXT)
    assert {claim["speaker"]["role"] for claim in doc._.claims} == {"harbour master"}
    assert pipeline("table_parser", min_confidence=1.0)(TEXT)._.claims == []


def test_a_doc_goes_through_bytes() -> None:
    nlp = pipeline("table_parser")
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert [span.text for span in again.spans["figures"]] == ["more than 40 boats"]


def test_worker_processes_find_the_same() -> None:
    nlp = pipeline("table_parser", titles={"cllr": ""})
    alone = [short(doc) for doc in nlp.pipe([TEXT] * 5)]
    assert alone == [short(doc) for doc in nlp.pipe([TEXT] * 5, n_process=2, batch_size=2)]
    assert [sorted(found) for found in alone] == [FOUND] * 5


def test_it_is_the_same_from_disk_in_another_process(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text(
        '[cues.verbs]\nsplutter = "doubtful"\n[units."sq. [x] = %"]\nwords = ["smoot"]\n'
        '[[people]]\nname = "Ada [Crane] = %: #x"\n[aliases]\n"No. 10: a = [b]" = "Downing Street"\n'
    )
    words = onrecord.read_config(tmp_path / "onrecord.toml").words
    nlp = pipeline("table_parser", **words.settings())
    nlp.remove_pipe("table_parser")
    nlp.to_disk(tmp_path / "nlp")
    code = (
        "import spacy, sys, json\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "config = nlp.get_pipe_config('onrecord')\n"
        "print(json.dumps({k: v for k, v in config.items() if k != 'factory'}, sort_keys=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "nlp")], capture_output=True, text=True, check=True
    )
    settings = words.settings()
    assert {k: v for k, v in json.loads(done.stdout).items() if k in settings} == settings
