"""The noun a number counts, found in the parse, or by word class where there is none."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import number_words

_NUMBER_DEPS = frozenset(
    {
        "nummod",
        "nummod:gov",
        "det",
        "amod",
        "advmod",
        "compound",
        "det:predet",
        "obl:unmarked",
        "nmod:unmarked",
    }
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}
_HYPHENS = frozenset("-‐‑")
_LONGEST_JOINED = 40
"""Characters of the words joined to a noun by hyphens, at most."""
_IRREGULAR = ("children", "people", "men", "women")


def counted_noun(context: Context, found: Candidate) -> Token | None:
    """The head of the noun phrase the candidate's number stands in, to its right: "350 asylum *seekers*"."""
    token = context.number_token(found)
    if token is None:
        return None
    edge = context.line.lexemes[found.stop - 1].end
    if context.line.low(found.stop) in ("per", "a", "an", "each", "every"):
        return None
    noun = _counted(context, found, token, edge)
    if (
        noun is None
        or not any(c.isalpha() for c in noun.text)
        or context.period_over(noun.idx, noun.idx + len(noun))
    ):
        return None
    return noun


def _counted(context: Context, found: Candidate, token: Token, edge: int) -> Token | None:
    if found.hyphen and not found.kind:
        after = (
            context.token_at(context.line.lexemes[found.stop + 1].start)
            if found.stop + 1 < len(context.line)
            else None
        )
        if after is not None and after.pos_ in (*_NOUNS, "ADJ", "VERB"):
            return after
    if context.parsed:
        node = token
        for _ in range(3):
            head = node.head
            if head.i <= node.i or node.dep_ not in _NUMBER_DEPS or head.sent != token.sent:
                break
            if head.pos_ in _NOUNS and head.idx >= edge:
                if _is_acted_on(found, token, head):
                    return None
                return head if _is_near(context, token, head) else _following_noun(context, edge, token)
            node = head
    return _following_noun(context, edge, token) if found.form != "fraction" else None


def _is_acted_on(found: Candidate, number: Token, noun: Token) -> bool:
    """ "a further 11,000 lost power": what many do something to, right before it, is not what they are."""
    verb = noun.doc[number.i + 1] if number.i + 1 < len(noun.doc) else noun
    many = bool(found.values) and min(found.values) > 1 and not found.hyphen
    return many and verb.i + 1 == noun.i and verb.tag_ in ("VBN", "VBD") and noun.tag_ == "NN"


def _is_near(context: Context, number: Token, noun: Token) -> bool:
    """Is nothing between a number and its noun that ends a noun phrase?"""
    for token in context.doc[number.i + 1 : noun.i]:
        if token.pos_ in ("NUM", "SCONJ", "PRON") or "\n" in token.text or token.text in ",;:()–—":
            return False
        if (
            token.pos_ == "PUNCT"
            and token.text in "-‐‑"
            and token.whitespace_
            and context.doc[token.i - 1].whitespace_
        ):
            return False
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "acl"):
            return False
    return True


def _following_noun(context: Context, edge: int, number: Token) -> Token | None:
    """The last noun of the run of adjectives and nouns right of the number, with nothing in between."""
    doc = context.doc
    after = context.token_at(edge)
    i = (after.i if after is not None else number.i) + (after is not None and after.idx < edge)
    if i >= len(doc) or (doc[i].is_space and "\n" in doc[i].text):
        return None
    if not context.tagged:
        return doc[i] if doc[i].is_alpha and doc[i].is_lower and not doc[i].is_stop else None
    noun: Token | None = None
    while i < len(doc) and i <= number.i + 7:
        token = doc[i]
        if token.is_space and "\n" not in token.text:
            i += 1
            continue
        if token.pos_ in _NOUNS:
            noun = token
        elif (
            noun is not None or not _may_precede(token) or (token.pos_ == "PUNCT" and token.text not in "-‐‑")
        ):
            break
        if noun is not None and (i + 1 >= len(doc) or doc[i + 1].pos_ not in _NOUNS):
            break
        i += 1
    if noun is None or not context.parsed:
        return noun
    plausible = is_plural(noun) or number.head == noun
    return noun if plausible else None


def _may_precede(token: Token) -> bool:
    """May a token stand between a number and its noun?"""
    return token.pos_ in ("ADJ", "PUNCT") or (token.dep_ == "amod" and token.tag_ in ("VBN", "VBG"))


def is_plural(noun: Token) -> bool:
    """Is a noun plural, by its tag or its irregular form?"""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_.endswith(_IRREGULAR)


def unit_of(noun: Token) -> str:
    """The unit a counted noun makes: its singular, with the nouns compounded with it ("asylum seeker")."""
    parts = [
        child
        for child in noun.lefts
        if child.dep_ in ("compound", "nmod:desc") and child.pos_ == "NOUN" and child.i >= noun.i - 3
        if child.lower_ not in _scales()
    ]
    chain = [t for t in parts if all(x.i in {p.i for p in parts} | {noun.i} for x in noun.doc[t.i : noun.i])]
    first = chain[0] if chain else noun
    words = " ".join([*(t.lower_ for t in chain), singular(noun)])
    return _joined_before(first) + words


@cache
def _scales() -> frozenset[str]:
    """What numbers are scaled with, which the parse may take for a noun: "240 *m* pouches"."""
    words = number_words()
    return frozenset((*words.scales, *words.letters, *words.doubtful))


def _joined_before(noun: Token) -> str:
    """The words a hyphen joins to the front of a noun: "person-" of "person-years"."""
    doc, joined, i = noun.doc, "", noun.i
    while i >= 2 and doc[i - 1].text in _HYPHENS and not doc[i - 1].whitespace_ and doc[i - 2].is_alpha:
        if doc[i - 2].whitespace_ or doc[i - 2].like_num or len(joined) > _LONGEST_JOINED:
            break
        joined, i = f"{doc[i - 2].lower_}-{joined}", i - 2
    return joined


def singular(noun: Token) -> str:
    """The singular of a noun in lower case."""
    low = noun.lower_.strip("-'’\"")
    if low in _PLURALS:
        return _PLURALS[low]
    lemma = noun.lemma_.lower().strip("-'’\"") or low
    formed = noun.pos_ == "PROPN" or (lemma == low and noun.tag_ in ("NNS", "NNPS"))
    if formed and low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return _PLURALS.get(lemma, lemma)
