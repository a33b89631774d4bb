"""Whole labelled articles: kinds of numbers, measured phrases, attributions, and coreference.

Words come from the runtime's tokenizer, sentences and heads of mentions from its parse, so that the network
learns to point between the same words as at run time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import pickle
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from random import Random

from data import MISSING, NLP, count_of, from_parse, numbered, read_docs, read_jsonl, words_of
from net import OUR_LABELS, Labels
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.anchors import INNER_DEPS, anchor_of, mention_heads, number_anchors
from onrecord.language import load_language

SHEETS = Path(__file__).parent / "labels"
UNSEEN = Path(__file__).parent / "unseen"
"""The same for articles that nothing is trained on."""
WRITTEN = Path(__file__).parent / "written"
EXACT = frozenset({"money", "percent", "percentage_point", "duration", "distance", "age"})
"""Kinds whose unit is next to the number, so that no noun is needed."""
PARSED = ("upos", "xpos", "sent", "head", "dep")
"""Columns with what the model that parses the articles says of them."""
UNIT_REACH, PERSON_REACH, FARTHEST = 60, 30, 150
"""Most words from a number to the noun it counts, to "people", and to any other target."""
SMALL = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "'s", "’s"]
)


@dataclass
class Article:
    """Words of a whole article with their labels; MISSING for unknown labels.

    ``points`` holds ``(kind, anchor, targets)``: the anchor points to any of the targets, or to nothing if
    there are none. ``measured`` holds the measured phrase of each number, as spans of words.
    """

    words: list[str]
    spaces: list[bool]
    sentences: list[int]
    columns: dict[str, list[int]] = field(default_factory=dict)
    links: list[int] | None = None
    measured: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    points: list[tuple[str, int, list[int]]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


@dataclass
class Texts:
    """Labelled articles, grouped by the task they train."""

    claims: list[Article]
    written: list[Article]
    coref: list[Article]
    names: list[Article]


def load_articles(
    root: Path, labels: Labels, cache: Path, *, model: Path | None = None, share: float = 1.0
) -> Texts:
    """Read all labelled articles.

    Args:
        root: The folder with ``claims``, ``coref``, ``news`` and ``ud``.
        labels: The label inventory, including ``OUR_LABELS``.
        cache: Where parsed Docs are kept between runs.
        model: Folder of the model that parses them; None for the shipped one.
        share: Part of each set to read, for a smoke run.
    """
    parsed = Parsed(cache, model)
    maker = _Maker(labels, parsed)
    claims = [row for _, row in real(root)]
    ours = [row for _, row in written()]
    coref = read_jsonl(root / "coref" / "gum-coref-train.jsonl")
    sets = ("conllpp_train", "wikigold_train")
    docs = [doc for name in sets for doc in read_docs(root / "ud" / f"{name}.spacy", share)]

    def part(rows: list) -> list:
        return rows[: count_of(share, len(rows))]

    found = Texts(
        [maker.claims(row) for row in part(claims)],
        [maker.claims(row) for row in part(ours)],
        [maker.coref(row) for row in part(coref)],
        [maker.names(doc) for doc in docs],
    )
    parsed.save()
    return found


def load_claims(
    root: Path,
    labels: Labels,
    cache: Path,
    files: Collection[str],
    others: Random,
    many: int,
    model: Path | None,
) -> list[Article]:
    """The articles of some files of ``labels/`` and ``written/``, and some of all others with statements.

    Args:
        root: As for ``load_articles``.
        labels: The label inventory.
        cache: Where parsed Docs are kept between runs.
        files: Names without ending: "sheet-112", "h".
        others: Draws the others.
        many: How many others.
        model: Folder of the model that parses them; None for the shipped one.
    """
    rows = list(claim_rows(root))
    rest = [row for name, row in rows if name not in files and "statements" in row]
    chosen = [row for name, row in rows if name in files] + others.sample(rest, min(many, len(rest)))
    parsed = Parsed(cache, model)
    maker = _Maker(labels, parsed)
    articles = [maker.claims(row) for row in chosen]
    parsed.save()
    return articles


def claim_rows(root: Path) -> Iterator[tuple[str, dict]]:
    """Every article labelled in our convention, with the name of its file without ending."""
    yield from real(root)
    yield from written()


def real(root: Path) -> Iterator[tuple[str, dict]]:
    """The articles of newspapers among them."""
    for name in ("train", "figures-train"):
        for row in read_jsonl(root / "claims" / f"{name}.jsonl.xz"):
            yield name, row
    yield from sheets(root)


def sheets(root: Path, folder: Path = SHEETS) -> Iterator[tuple[str, dict]]:
    """Articles of ``news/unlabelled`` with the labels of a folder here, which are offsets without text."""
    paths = sorted(folder.glob("*.jsonl"))
    known = {row["id"]: row for row in read_jsonl(root / "news" / "unlabelled.jsonl.xz")} if paths else {}
    for path in paths:
        for row in read_jsonl(path):
            article = known[row["id"]]
            text = article["text"]
            if hashlib.sha256(text.encode()).hexdigest()[:16] != row["sha256"]:
                raise SystemExit(f"{path}: {row['id']} was labelled on another text; remove the row")

            def words(spans: list[list[int]] | None, text: str = text) -> str | None:
                return " ".join(text[start:end] for start, end in spans) if spans else None

            for one in row["statements"]:
                one["speaker"] = words(one["speaker_spans"]) or words(
                    [one["source"]] if one["source"] else None
                )
            for one in row["figures"]:
                one["period"], one["place"] = words(one["period_spans"]), words(one["place_spans"])
            yield path.stem, row | {"text": text, "published": article["published"]}


def written() -> Iterator[tuple[str, dict]]:
    """Articles written for this project, with text: kinds of sentences that are rare in the other sets."""
    for path in sorted(WRITTEN.glob("*.jsonl")):
        for row in read_jsonl(path):
            yield path.stem, row


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of each token's sentence."""
    starts = accumulate(bool(token.is_sent_start) for token in doc)
    return [max(number - 1, 0) for number in starts]


class Parsed:
    """The parse that a model has of each text, kept in a file between runs.

    Args:
        cache: The file.
        model: Folder of the model; None for the shipped one.
    """

    def __init__(self, cache: Path, model: Path | None) -> None:
        self._model, self._path = model, cache
        self._known: dict[str, bytes] = pickle.loads(cache.read_bytes()) if cache.exists() else {}

    def save(self) -> None:
        self._path.write_bytes(pickle.dumps(self._known))

    def doc(self, text: str) -> Doc:
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self._known:
            self._known[key] = self._nlp(text).to_bytes(exclude=["user_data", "spans"])
        return Doc(NLP.vocab).from_bytes(self._known[key])

    @cached_property
    def _nlp(self) -> Language:
        return load_language(self._model)


class _Maker:
    """Turns rows into articles."""

    def __init__(self, labels: Labels, parsed: Parsed) -> None:
        self._numbers, self._parse = numbered(labels), parsed.doc

    def _article(self, doc: Doc, names: Iterable[str]) -> Article:
        parsed = from_parse(doc, self._numbers, frozen=True).columns
        columns = {name: parsed[name] for name in PARSED}
        columns |= {name: [MISSING] * len(doc) for name in names}
        return Article(
            words_of(doc),
            [bool(token.whitespace_) for token in doc],
            sentence_numbers(doc),
            columns,
            heads=mention_heads(doc),
            numbers=number_anchors([token.text for token in doc]),
        )

    def claims(self, row: dict) -> Article:
        """An article with figures, and statements if it has them."""
        doc = self._parse(row["text"])
        article = self._article(doc, ("roles", "kind", "change", "bound"))
        tokens = _Tokens(doc)
        for figure in row["figures"]:
            self._figure(article, doc, tokens, figure, row["text"])
        for span in row["not_figures"]:
            start, end = tokens.of(span)
            article.columns["kind"][anchor_of(article.words, start, end)] = self._numbers["kind"]["none"]
        parts = {i for figure in row["figures"] for i in range(*tokens.of(figure["span"]))}
        for i in article.numbers:
            if i not in parts and article.columns["kind"][i] == MISSING:
                article.columns["kind"][i] = self._numbers["kind"]["none"]
        self._related(article, tokens, row)
        if "statements" in row:
            self._roles(article, doc, tokens, row["statements"])
            for statement in row["statements"]:
                self._speaker(article, doc, tokens, statement, row["text"])
        return article

    def _figure(self, article: Article, doc: Doc, tokens: _Tokens, figure: dict, text: str) -> None:
        start, end = tokens.of(figure["span"])
        anchor = anchor_of(article.words, start, end)
        for name, key in (("kind", "kind"), ("change", "change"), ("bound", "comparator")):
            article.columns[name][anchor] = self._numbers[name][figure[key]]
        spans = [tokens.of(span) for span in figure["measured_spans"]]
        article.measured[anchor] = [
            (a, b) for a, b in spans if a < b and abs(a - anchor) < FARTHEST and abs(b - anchor) < FARTHEST
        ]
        for key in ("period", "place"):
            span = span_of(text, figure, key)
            left_out = not figure[key] and figure.get("optional")  # an annotator's fields of optional figures
            if span or not (figure[key] or left_out):
                article.points.append((key, anchor, list(range(*tokens.of(span))) if span else []))
        if figure["kind"] in EXACT:
            return
        unit = _singular((figure["unit"] or "").split("|")[0].split()[-1:] or [""])
        if not unit:
            article.points.append(("unit", anchor, []))
            return
        alike = [t.i for t in doc if unit in (t.lemma_.lower(), _singular([t.text]))]
        own = [i for i in alike if start <= i < end] or [
            i for i in alike if any(a <= i < b for a, b in article.measured[anchor])
        ]
        reach = PERSON_REACH if unit == "person" else UNIT_REACH
        near = sorted((abs(i - anchor), i) for i in alike if abs(i - anchor) <= reach)
        targets = own or [i for _, i in near[:1]]
        if targets or unit == "person":  # people may be left out: "The blaze killed three."
            article.points.append(("unit", anchor, targets))

    def _related(self, article: Article, tokens: _Tokens, row: dict) -> None:
        if not any("related" in figure for figure in row["figures"]):
            return
        anchors = {f["mark"]: anchor_of(article.words, *tokens.of(f["span"])) for f in row["figures"]}
        for figure in row["figures"]:
            to = [anchors[mark] for mark in figure.get("related", ()) if mark in anchors]
            article.points.append(("related", anchors[figure["mark"]], to))

    def _roles(self, article: Article, doc: Doc, tokens: _Tokens, statements: list[dict]) -> None:
        """Flat labels: required statements first, longest span first; optional ones are left unlabelled."""
        column, known = article.columns["roles"], self._numbers["roles"]
        column[:] = [MISSING if token.is_space else known["O"] for token in doc]
        spans: list[tuple[bool, int, int, int, str]] = []
        for number, one in enumerate(statements):
            pieces = {
                "SOURCE": [one["source"]] if one["source"] else [],
                "CUE": one["cue"],
                "CONTENT": one["content"],
            }
            for role, places in pieces.items():
                for place in places:
                    start, end = tokens.of(place)
                    if start < end:
                        spans.append((bool(one.get("optional")), start, end, number, role))
        taken: dict[int, tuple[int, int, int, str]] = {}
        firsts: dict[tuple[int, str], int] = {}
        for optional, start, end, number, role in sorted(spans, key=lambda s: (s[0], s[1] - s[2])):
            if any(i in taken for i in range(start, end)):
                same = taken.get(start)
                if same and same[:2] == (start, end) and same[3] == role:
                    firsts.setdefault((number, role), start)
                continue
            for i in range(start, end):
                taken[i] = (start, end, number, role)
                if not doc[i].is_space:
                    column[i] = MISSING if optional else known[("B-" if i == start else "I-") + role]
            firsts.setdefault((number, role), start)
        article.links = [MISSING] * len(doc)
        for i, (_, _, number, role) in taken.items():
            if column[i] == MISSING:
                continue
            if role == "CONTENT" and (number, "CUE") in firsts:
                article.links[i] = firsts[number, "CUE"]
            elif role == "CUE":
                to = firsts.get((number, "SOURCE"))
                if to is not None or not statements[number]["source"]:
                    article.links[i] = taken[i][0] if to is None else to

    def _speaker(self, article: Article, doc: Doc, tokens: _Tokens, one: dict, text: str) -> None:
        """A source points to the names of its speaker, or to itself if there is no better name."""
        if not one["source"] or not one["speaker"]:
            return
        start, end = tokens.of(one["source"])
        head = _head(doc, start, end)
        if head is None or head not in set(article.heads):
            return
        said, speaker = text[slice(*one["source"])], one["speaker"]
        if one["speaker_kind"] == "person":
            last = re.sub(r"['’]s$", "", re.split(r",|\(| of ", speaker)[0].split()[-1])
            targets = [h for h in article.heads if doc[h].pos_ == "PROPN" and last in _phrase(doc[h])]
        else:
            wanted = {word.lower() for word in speaker.split()} - SMALL
            targets = []
            for h in article.heads:
                words = {word.lower() for word in _phrase(doc[h])} - SMALL
                if doc[h].pos_ == "PROPN" and words and len(words & wanted) >= 0.6 * len(words | wanted):
                    targets.append(h)
        if not targets:
            at = text.find(speaker)
            full = _head(doc, *tokens.of([at, at + len(speaker)])) if at >= 0 else None
            if full is not None and full in set(article.heads):
                targets = [full]
            elif said.lower() in speaker.lower() or speaker.lower() in said.lower():
                targets = [head]
        if targets:
            article.points.append(("name", head, targets))

    def coref(self, row: dict) -> Article:
        """Clusters of mentions: each points to the one before it, and to those that name it."""
        doc = self._parse(row["text"])
        article = self._article(doc, ())
        tokens, able = _Tokens(doc), set(article.heads)
        for cluster in row["chains"]:
            found = sorted(
                {h for m in cluster if (h := _head(doc, *tokens.of(m[:2]))) is not None and h in able}
            )
            names = [h for h in found if doc[h].pos_ == "PROPN"]
            for before, head in zip([None, *found], found, strict=False):
                article.points.append(("antecedent", head, [head if before is None else before]))
                article.points.append(("name", head, names or [head]))
        return article

    def names(self, doc: Doc) -> Article:
        """Reuters' and Wikipedia's entities."""
        article = self._article(doc, ("news",))
        for token in doc:
            if not token.is_space and token.ent_iob:
                label = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
                article.columns["news"][token.i] = self._numbers["news"][label]
        return article


class _Tokens:
    """Converts character spans to word spans."""

    def __init__(self, doc: Doc) -> None:
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]

    def of(self, span: list[int]) -> tuple[int, int]:
        """Words that overlap a span of characters."""
        return bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])


def _head(doc: Doc, start: int, end: int) -> int | None:
    """The word whose head is outside the span; of several, the first that is not inside a name."""
    tops = [t.i for t in doc[start:end] if not start <= t.head.i < end or t.head == t]
    good = [i for i in tops if doc[i].pos_ in ("NOUN", "PROPN", "PRON") and doc[i].dep_ not in INNER_DEPS]
    return (good or tops or [None])[0]


def _phrase(head: Token) -> list[str]:
    """The words of the name with this head."""
    parts = [head, *(child for child in head.children if child.dep_ in INNER_DEPS)]
    more = [grand for part in parts[1:] for grand in part.children if grand.dep_ in INNER_DEPS]
    return [token.text for token in (*parts, *more)]


def span_of(text: str, figure: dict, key: str) -> list[int] | None:
    """Where a figure's period or place stands: its words where they begin nearest to the figure."""
    if not figure[key]:
        return None
    places = [m.start() for m in re.finditer(re.escape(figure[key]), text)]
    if not places:
        return None
    at = min(places, key=lambda p: abs(p - figure["span"][0]))
    return [at, at + len(figure[key])]


PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}


def _singular(words: list[str]) -> str:
    word = words[0].lower()
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    root = Path(__file__).resolve().parents[3] / "shared" / "data"
    texts = load_articles(root, OUR_LABELS, Path("build") / "parsed.pickle")
    for name, articles in vars(texts).items():
        kinds: dict[str, int] = {}
        for article in articles:
            for kind, _, _ in article.points:
                kinds[kind] = kinds.get(kind, 0) + 1
        print(name, len(articles), sum(len(a.words) for a in articles), json.dumps(kinds))
