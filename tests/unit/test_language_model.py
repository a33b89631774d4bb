"""The shipped model on whole texts: what must hold whatever the weights are."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.errors import ModelError
from onrecord.language import find_model, load_language
from onrecord.language.windows import SIZE

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
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
SAMPLES = [path.read_text(encoding="utf-8").split("---\n")[-1] for path in sorted(CORPUS.glob("*.txt"))]
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
        assert [token for token in sentence if token.dep_ == "ROOT"] == roots
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


def agreement(ours: Sequence[Token], other: Sequence[Token], shift: int) -> float:
    """Share of words with the same head in two readings of a text, the second ``shift`` characters later."""
    same = 0
    for token, twin in zip(ours, other, strict=True):
        assert (token.idx + shift, token.text) == (twin.idx, twin.text)
        same += token.head.idx + shift == twin.head.idx
    return same / len(ours)


def test_no_cliff_at_the_edge_of_a_window(nlp: Language) -> None:
    """Behind another article the windows fall elsewhere; next to nothing but context may change."""
    found = []
    for first, second in zip(SAMPLES, [*SAMPLES[1:], SAMPLES[0]], strict=True):
        before = first.rstrip() + "\n\n"
        alone = [token for token in nlp(second) if not token.is_space]
        behind = [t for t in nlp(before + second) if t.idx >= len(before) and not t.is_space]
        found.append(agreement(alone, behind, len(before)))
    assert sum(found) / len(found) > 0.9


def test_a_text_whole_and_in_pieces(nlp: Language) -> None:
    found = []
    for text in SAMPLES:
        whole = [token for token in nlp(text) if not token.is_space]
        place = 0
        for line in text.split("\n"):
            inside = [t for t in whole if place <= t.idx < place + len(line)]
            if len(inside) > 8:
                found.append(agreement([t for t in nlp(line) if not t.is_space], inside, place))
            place += len(line) + 1
    assert sum(found) / len(found) > 0.85


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
    assert max(calls) <= SIZE + 2


def test_sub_headings_are_sentences(nlp: Language) -> None:
    doc = nlp(
        f"{PARAGRAPHS[0]}\nTraders Left in the Dark\n{PARAGRAPHS[2]}\nA Bill Twice as High\n{PARAGRAPHS[3]}"
    )
    starts = {sentence.text.strip().split()[0] for sentence in doc.sents}
    assert {"The", "Traders", "A", "According"} <= starts
    assert "Traders Left in the Dark" in {sentence.text.strip() for sentence in doc.sents}


@pytest.mark.parametrize(
    "sentences",
    [
        ["EASTPORT, Feb 10 (Agency) - The harbour board said on Tuesday it would close the north quay."],
        ["THE HARBOUR BOARD said on Friday that it would close the north quay.", "Bo Ash sells crabs."],
        ["What we know so far:", "• Two boats sank", "• Nobody was hurt", "• The quay is closed"],
        ["‘We had no choice,’ said Una Marl.", "‘The market stays open.’"],
        ["“We had no choice,” said Una Marl.", "“Nobody asked us,” said Bo Ash."],
        ["Una Marl, Eastport Party, 12,345 votes", "Bo Ash, independent, 9,876 votes", "Turnout 61%"],
        ["The plan — which Ms Marl, 54, called 'a mess' — was dropped."],
        ["José Álvarez-Núñez and Łucja Wiśniewska met Nguyễn Văn An in Zürich 🙂."],
    ],
)
def test_text_as_newspapers_print_it(nlp: Language, sentences: list[str]) -> None:
    doc = nlp("\n".join(sentences))
    check(doc)
    assert [sentence.text.strip() for sentence in doc.sents] == sentences


def test_names_outside_ascii(nlp: Language) -> None:
    doc = nlp("José Álvarez-Núñez and Łucja Wiśniewska met Nguyễn Văn An in Zürich 🙂.")
    assert {"José Álvarez-Núñez", "Łucja Wiśniewska"} <= {e.text for e in doc.ents if e.label_ == "PERSON"}


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


@pytest.mark.parametrize(
    "words", [["e-mail", ","], ["E-mails", "."], ["the", "-", "mail"], ["pre", "-", "mail"]]
)
def test_an_e_mail_is_one_word(words: list[str]) -> None:
    doc = load_language().make_doc("".join(words))
    assert [token.text for token in doc] == words
