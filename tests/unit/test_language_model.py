"""The shipped model on whole texts: what must hold whatever the weights are."""

from __future__ import annotations

import json
import shutil
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import ModelError
from onrecord.language import find_model, load_language

pytestmark = pytest.mark.model

PARAGRAPHS = [
    "The harbour board said on Friday that it would close the north quay for repairs after divers found "
    "cracks in two of its piers.",
    '"We had no choice," said Una Marl, who chairs the board. "The fish market stays open, and boats can use '
    'the south quay."',
    "Traders were less calm. Bo Ash, who has sold crabs there for 31 years, said nobody had asked them.",
    "According to a report by the town's engineers, the repairs will cost more than 4m crowns – twice the "
    "figure given in March.",
    "The mayor, Ilse Grön, declined to comment.",
]
ARTICLE = "\n\n".join(PARAGRAPHS)
ODD = [
    "",
    " ",
    "\n",
    "\n\n\n",
    "\t \u00a0",
    "🙂",
    "🙂🙂\n\n🙂",
    "x",
    '"',
    "\u200b",
    "\ufeffHello.",
    "a\x00b",
    "\r\n",
    "中文",
    "…",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_language()


def seen(doc: Doc) -> object:
    """All that the model says about a Doc."""
    words = [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, str(t.morph)) for t in doc]
    return words, [(e.start_char, e.end_char, e.label_) for e in doc.ents], doc._.roles


def check(doc: Doc) -> None:
    """What holds for every Doc."""
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert len(roots) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        words = [token for token in sentence if not token.is_space]
        for token in sentence[words[0].i - sentence.start : -1] if words else []:
            assert "\n\n" not in token.text
    for span in doc.ents:
        assert not span[0].is_space
        assert not span[-1].is_space
    for role in doc._.roles:
        start, end = role["span"]
        assert 0 <= start < end <= len(doc.text)
        assert doc.text[start:end] == doc.text[start:end].strip()
        assert 0 <= role["score"] <= 1
        if role["link"] is not None:
            target = doc._.roles[role["link"]]["label"]
            assert (role["label"], target) in {("CONTENT", "CUE"), ("CUE", "SOURCE")}


def test_who_said_what(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    check(doc)
    assert {"Una Marl", "Bo Ash", "Ilse Grön"} <= {span.text for span in doc.ents if span.label_ == "PERSON"}
    labelled = {(role["label"], doc.text[slice(*role["span"])]) for role in doc._.roles}
    assert ("SOURCE", "The harbour board") in labelled
    assert ("CUE", "said") in labelled
    said = next(token for token in doc if token.text == "said")
    assert (said.pos_, said.lemma_) == ("VERB", "say")
    assert [token.text for token in said.children if token.dep_ == "nsubj"] == ["board"]
    assert doc.spans["roles"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    check(doc)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*PARAGRAPHS, *ODD, "Heading Without Stop\n", "(", "- ", "' ", "\r\n"]), max_size=12
    )
)
def test_any_mixture_of_text(nlp: Language, parts: list[str]) -> None:
    check(nlp("".join(parts)))


def test_neighbours_and_batches_change_nothing(nlp: Language) -> None:
    texts = [ARTICLE, *PARAGRAPHS, ARTICLE * 3, "", "Una Marl resigned.", ARTICLE.upper()]
    alone = [seen(nlp(text)) for text in texts]
    for size in (1, 2, 7):
        assert [seen(doc) for doc in nlp.pipe(texts, batch_size=size)] == alone
    assert [seen(doc) for doc in nlp.pipe(texts[::-1])] == alone[::-1]
    assert [seen(load_language()(text)) for text in texts[:2]] == alone[:2]


def test_no_cliff_at_the_edge_of_a_window(nlp: Language) -> None:
    """One text ten times over: wherever the windows fall, each copy is read alike."""
    doc = nlp("\n\n".join([ARTICLE] * 10))
    check(doc)
    size = len(nlp(ARTICLE)) + 1
    same = total = 0
    reference = doc[3 * size : 4 * size - 1]
    for copy in range(10):
        ours = doc[copy * size : copy * size + size - 1]
        for token, other in zip(ours, reference, strict=True):
            assert token.text == other.text
            total += 1
            same += (token.head.i - ours.start, token.pos_, token.is_sent_start, token.ent_type_) == (
                other.head.i - reference.start,
                other.pos_,
                other.is_sent_start,
                other.ent_type_,
            )
    assert same / total > 0.94


def test_a_text_whole_and_in_pieces(nlp: Language) -> None:
    whole = nlp("\n\n".join(PARAGRAPHS * 3))
    pieces = [token for text in PARAGRAPHS * 3 for token in nlp(text)]
    words = [token for token in whole if not token.is_space]
    same = sum(
        (a.head.text, a.dep_, a.pos_) == (b.head.text, b.dep_, b.pos_)
        for a, b in zip(words, pieces, strict=True)
    )
    assert same / len(words) > 0.9


def test_a_sentence_longer_than_a_window(nlp: Language) -> None:
    doc = nlp("and then the boats came " * 400)
    check(doc)
    assert len(doc) == 2000


def test_one_window_is_one_call_and_long_texts_take_proportionally_many(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.language.network import Network

    calls: list[int] = []
    whole = Network.__call__

    def counting(self: Network, ids: list[int], case: list[int], first: list[int]) -> object:
        calls.append(len(ids))
        return whole(self, ids, case, first)

    monkeypatch.setattr(Network, "__call__", counting)
    nlp(ARTICLE)
    assert len(calls) == 1
    nlp("\n\n".join([ARTICLE] * 10))
    assert len(calls) <= 1 + 10
    assert max(calls) <= 290


def test_sub_headings_are_sentences(nlp: Language) -> None:
    doc = nlp(
        f"{PARAGRAPHS[0]}\nTraders Left in the Dark\n{PARAGRAPHS[2]}\nA Bill Twice as High\n{PARAGRAPHS[3]}"
    )
    starts = {sentence.text.strip().split()[0] for sentence in doc.sents}
    assert {"The", "Traders", "A", "According"} <= starts
    assert "Traders Left in the Dark" in {sentence.text.strip() for sentence in doc.sents}


def test_wrapped_lines_are_not_sentences(nlp: Language) -> None:
    doc = nlp("\n\n".join(textwrap.fill(PARAGRAPHS[place], 62) for place in (0, 3)))
    assert len(list(doc.sents)) == 2


def test_a_doc_survives_bytes(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    assert seen(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == seen(doc)


def test_a_folder_that_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="install onrecord again"):
        load_language(tmp_path)
    monkeypatch.setenv("ONRECORD_MODEL", str(tmp_path / "none"))
    with pytest.raises(ModelError, match="none"):
        load_language()


@pytest.mark.parametrize("name", ["model.onnx", "vocab.txt", "lemmas.json", "meta.json"])
def test_a_damaged_model(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(find_model(), tmp_path / "model")
    if name == "vocab.txt":
        (folder / name).unlink()
    else:
        (folder / name).write_text("{broken", encoding="utf-8")
    with pytest.raises(ModelError):
        load_language(folder)


def test_a_model_of_another_format(tmp_path: Path) -> None:
    folder = shutil.copytree(find_model(), tmp_path / "model")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="99"):
        load_language(folder)


def test_the_model_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in find_model().iterdir()) < 45e6
