"""GraphML: who said what about whom, as a network for Gephi, Cytoscape, networkx or igraph.

Speakers and statements are nodes. An edge ``says`` goes from a speaker to a statement, an edge ``about`` from
the statement to each other speaker of the article named in it, by full name or by a surname that only one
person in the article has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from onrecord.claims import Speaker, StatementClaim
from onrecord.exports.material import ArticleClaims, Material

KEYS = {
    "type": ("all", "string"),
    "name": ("node", "string"),
    "kind": ("node", "string"),
    "text": ("node", "string"),
    "sentence": ("node", "string"),
    "mode": ("node", "string"),
    "stance": ("node", "string"),
    "negated": ("node", "boolean"),
    "confidence": ("node", "double"),
    "article": ("node", "string"),
    "published": ("node", "string"),
    "outlet": ("node", "string"),
}
"""Attributes of nodes and edges, with their types."""
LONGEST = 8
"""The most words in a name that is looked for."""

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Who = tuple[str, str]
"""Name and kind of a speaker."""


def lines(material: Material) -> Iterator[str]:
    """The lines of the document."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, (place, type_) in KEYS.items():
        yield f'<key id="{name}" for="{place}" attr.name="{name}" attr.type="{type_}"/>'
    yield '<graph edgedefault="directed">'
    ids: dict[Who, str] = {}
    for article in material.by_article():
        yield from _article(article, ids)
    yield "</graph>"
    yield "</graphml>"


def _article(article: ArticleClaims, ids: dict[Who, str]) -> Iterator[str]:
    stated = [claim for claim in article.claims if isinstance(claim, StatementClaim)]
    names = Names(claim.speaker for claim in stated if claim.speaker)
    for claim in stated:
        yield _node(claim.id, _about(claim))
        who = (claim.speaker.name, claim.speaker.kind) if claim.speaker else None
        named = names.found_in(claim.text)
        for one in dict.fromkeys([who, *named] if who else named):
            if one not in ids:
                ids[one] = f"speaker-{len(ids) + 1}"
                yield _node(ids[one], {"type": "speaker", "name": one[0], "kind": one[1]})
        if who:
            yield _edge(ids[who], claim.id, "says")
        for one in named:
            if one != who:
                yield _edge(claim.id, ids[one], "about")


class Names:
    """The speakers of an article by the words that name them."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._by_words: dict[tuple[str, ...], Who | None] = {}
        for name, kind in dict.fromkeys((one.name, one.kind) for one in speakers):
            words = tuple(_WORD.findall(name))
            if kind not in ("person", "organization") or not words:
                continue
            self._add(words, (name, kind))
            if kind == "person" and len(words) > 1:
                self._add(words[-1:], (name, kind))

    def _add(self, words: tuple[str, ...], who: Who) -> None:
        """Words that name two speakers are left out."""
        if self._by_words.setdefault(words, who) != who:
            self._by_words[words] = None

    def found_in(self, text: str) -> list[Who]:
        """The speakers named in a text, once each, in text order; case matters."""
        words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
        named: dict[Who, None] = {}
        at = 0
        while at < len(words):
            length, who = self._longest(words, at)
            if who is not None:
                named[who] = None
            at += length
        return list(named)

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, Who | None]:
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            key = tuple(words[at : at + length])
            if key in self._by_words:
                return length, self._by_words[key]
        return 1, None


def _about(claim: StatementClaim) -> dict[str, object]:
    return {
        "type": "statement",
        "text": claim.text,
        "sentence": claim.sentence,
        "mode": claim.mode,
        "stance": claim.cue.stance if claim.cue else None,
        "negated": claim.negated,
        "confidence": claim.confidence,
        "article": claim.article.id,
        "published": claim.article.published,
        "outlet": claim.article.outlet,
    }


def _node(ident: str, data: dict[str, object]) -> str:
    cells = "".join(
        f'<data key="{key}">{_text(value)}</data>' for key, value in data.items() if value is not None
    )
    return f"<node id={quoteattr(ident)}>{cells}</node>"


def _edge(source: str, target: str, type_: str) -> str:
    ends = f"source={quoteattr(source)} target={quoteattr(target)}"
    return f'<edge {ends}><data key="type">{type_}</data></edge>'


def _text(value: object) -> str:
    """The text escaped for XML; characters XML does not allow become U+FFFD."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_NOT_XML.sub("\ufffd", written), {"\r": "&#13;"})
