"""Measure a model folder on raw text: tokenisation and sentence errors count.

python evaluate.py FOLDER [--sets gum_dev ewt_dev ...] [--article] [--json OUT]

Treebanks and entity sets are compared by character offsets, attributions by exact spans and by words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from data import read_docs, read_jsonl, role_spans
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from onrecord.language import load_language

DEV = ("gum_dev", "ewt_dev", "polnear", "conllpp_dev")
FINAL = ("gum_test", "ewt_test", "pud_news", "pud_wiki", "wikigold_test")
NEWS = ("conllpp_dev",)
"""Sets with the label convention that the pipes use; the others follow "sets"."""
SHOWN = ("nsubj", "nsubj:pass", "obj", "obl", "ccomp", "xcomp", "parataxis", "advcl", "conj", "appos")
Triple = list[int]


def f1(right: int, gold: int, found: int) -> float:
    return round(200 * right / max(1, gold + found), 1)


def counted(gold: Iterable, found: Iterable, into: dict[str, Triple], label=lambda item: item[-1]) -> None:
    """Add right, gold and found items to their label's counts."""
    gold, found = set(gold), set(found)
    for items, place in ((gold & found, 0), (gold, 1), (found, 2)):
        for item in items:
            into[label(item)][place] += 1


def where(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def sentences(doc: Doc) -> set[tuple[int, int]]:
    spans = ([token for token in sentence if not token.is_space] for sentence in doc.sents)
    return {(words[0].idx, where(words[-1])[1]) for words in spans if words}


def entity(span: Span) -> tuple[int, int, str]:
    article = 4 if span.text[:4].lower() == "the " else 0
    return span.start_char + article, span.end_char, span.label_


def genre(doc: Doc) -> str:
    """GUM and EWT name it in the document's id; "" for other sets."""
    name = str(doc.user_data.get("id", ""))
    first = name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]
    return first if first.isalpha() else ""


def treebank(nlp: Language, path: Path) -> dict[str, object]:
    """Scores of one file. A leading "the" of entities is ignored, and so are the heads of punctuation."""
    pairs = [(gold, nlp(gold.text)) for gold in read_docs(path)]
    count: Counter[str] = Counter()
    relations: dict[str, Triple] = defaultdict(lambda: [0, 0, 0])
    entities: dict[str, Triple] = defaultdict(lambda: [0, 0, 0])
    starts: dict[str, Triple] = defaultdict(lambda: [0, 0, 0])
    genres: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    without_misc = not any(span.label_ == "MISC" for gold, _ in pairs for span in gold.ents)
    for gold, ours in pairs:
        if gold.has_annotation("DEP"):
            found = {where(token): token for token in ours if not token.is_space}
            for token in (token for token in gold if not token.is_space):
                other = found.get(where(token))
                count["words"] += 1
                if other is not None:
                    count["upos"] += other.pos_ == token.pos_
                    count["xpos"] += other.tag_ == token.tag_
                    count["lemma"] += other.lemma_.lower() == token.lemma_.lower()
                if token.dep_ == "punct":
                    continue
                count["arcs"] += 1
                genres[genre(gold)][1] += 1
                if other is not None and where(other.head) == where(token.head):
                    count["uas"] += 1
                    count["las"] += other.dep_ == token.dep_
                    genres[genre(gold)][0] += other.dep_ == token.dep_
            arcs = [
                {(where(t), where(t.head), t.dep_) for t in doc if not t.is_space} for doc in (gold, ours)
            ]
            counted(*arcs, relations)
            counted(sentences(gold), sentences(ours), starts, lambda _: "")
        if any(token.ent_iob for token in gold):
            kept = (entity(span) for span in ours.ents if not (without_misc and span.label_ == "MISC"))
            counted((entity(span) for span in gold.ents), kept, entities)
    scores: dict[str, object] = {}
    if count["arcs"]:
        scores = {name: round(100 * count[name] / count["arcs"], 1) for name in ("uas", "las")}
        scores |= {name: round(100 * count[name] / count["words"], 1) for name in ("upos", "xpos", "lemma")}
        scores["sentences"] = f1(*starts[""])
        if len(genres) > 1:
            by = {name: round(100 * a / b, 1) for name, (a, b) in genres.items()}
            scores["las by genre"] = dict(sorted(by.items(), key=lambda pair: pair[1]))
        scores["relations"] = {name: f1(*relations[name]) for name in SHOWN}
    if any(gold.ents for gold, _ in pairs):
        scores["entities"] = f1(*(sum(column) for column in zip(*entities.values(), strict=True)))
        scores["by type"] = {name: f1(*triple) for name, triple in sorted(entities.items())}
    return scores


def attributions(nlp: Language, path: Path) -> dict[str, object]:
    """Source, cue and content by words and by exact spans, and links between two correct spans."""
    words: dict[str, Triple] = defaultdict(lambda: [0, 0, 0])
    exact: dict[str, Triple] = defaultdict(lambda: [0, 0, 0])
    links: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in read_jsonl(path):
        doc = nlp(row["text"])
        pieces = role_spans(doc, row)
        kept = filter_spans([s for one in pieces for spans in one.values() for s in spans])
        gold = {(s.start, s.end, s.label_) for s in kept}
        roles = [doc.char_span(*role["span"], label=role["label"]) for role in doc._.roles]
        ours = {(s.start, s.end, s.label_) for s in roles}
        counted(gold, ours, exact)
        spread = [
            {
                (i, name)
                for a, b, name in spans
                for i in range(a, b)
                if not (doc[i].is_space or doc[i].is_punct)
            }
            for spans in (gold, ours)
        ]
        counted(*spread, words)
        wanted: dict[tuple[int, int, str], set[tuple[int, int]]] = defaultdict(set)
        for one in pieces:
            for part, target in (("content", "cue"), ("cue", "source")):
                for span in one[part]:
                    wanted[span.start, span.end, span.label_] |= {(s.start, s.end) for s in one[target]}
        for span, role in zip(roles, doc._.roles, strict=True):
            key = (span.start, span.end, span.label_)
            if key in gold and span.label_ != "SOURCE":
                to = roles[role["link"]] if role["link"] is not None else None
                right = not wanted[key] if to is None else (to.start, to.end) in wanted[key]
                if to is None or (to.start, to.end, to.label_) in gold:
                    links[span.label_][0] += right
                    links[span.label_][1] += 1
    order = ("SOURCE", "CUE", "CONTENT")
    return {
        "words": {name: f1(*words[name]) for name in order},
        "exact": {name: f1(*exact[name]) for name in order},
        "links": {name: round(100 * a / max(1, b), 1) for name, (a, b) in sorted(links.items())},
    }


def evaluate(folder: Path, root: Path, names: Iterable[str]) -> dict[str, dict[str, object]]:
    found = {}
    for name in names:
        nlp = load_language(folder, convention="news" if name in NEWS else "sets")
        if name == "polnear":
            found[name] = attributions(nlp, root / "polnear" / "polnear-dev.jsonl")
        else:
            found[name] = treebank(nlp, root / "ud" / f"{name}.spacy")
        print(name, json.dumps(found[name]), flush=True)
    return found


if __name__ == "__main__":
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "data")
    parser.add_argument("--sets", nargs="+", default=list(DEV), choices=[*DEV, *FINAL])
    parser.add_argument("--json", type=Path, help="write the scores there too")
    options = parser.parse_args()
    scores = evaluate(options.folder, options.data, options.sets)
    if options.json:
        options.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
