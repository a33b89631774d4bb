"""Who a mention is where the language model has no pointers: recency, agreement, and offices that fit.

For models of other makers and Docs parsed by hand. Ranks are no probabilities: they say which rule fired.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.pipes.speakers.clusters import RECENT, Choice, Clusters
from onrecord.pipes.speakers.constraints import Cluster, clash
from onrecord.pipes.speakers.found import ARTICLES, RELATIVE, Found, is_subject
from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.names import parts

REACH = 6
"""Sentences a pronoun looks back."""
SOURCE_REACH = 3
"""Sentences within which a source stands for one that is no source."""
SCORE = 0.6
"""Of every choice made here."""


class Fallback:
    """Scores by short rules over the parse of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [sentence.start for sentence in doc.sents]
        self._sentence = {t.i: number for number, sentence in enumerate(doc.sents) for t in sentence}
        self._sources = sorted(role["span"] for role in doc._.roles if role["label"] == "SOURCE")
        self._quotes = [quote["inner"] for quote in doc._.quotes if quote["level"] == 1]

    def rank(self, mention: Found, clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        head = self._doc[mention.head]
        if mention.kind == "pronoun":
            rules = [self._relative if head.lower_ in RELATIVE else self._recent]
        else:
            rules = (
                [self._apposed, self._office] if mention.definite or head.dep_ == "appos" else [self._apposed]
            )
        return [choice for rule in rules for choice in rule(mention, clusters)]

    def enough(self, mention: Found, score: float) -> bool:
        """See ``Scorer``."""
        return score >= SCORE

    def note(self, mention: Found, cluster: int, others: Sequence[Choice]) -> None:
        """See ``Scorer``."""

    def genders(self, mentions: Sequence[Found], clusters: Clusters) -> dict[int, Gender]:
        """See ``Scorer``."""
        return {}

    def of_all(self, mentions: Sequence[Found], clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        return ()

    def _relative(self, mention: Found, clusters: Clusters) -> Iterator[Choice]:
        """The noun a relative clause hangs on, else the word before."""
        token = self._doc[mention.head]
        noun = token.head.head if token.head.dep_ == "acl:relcl" else None
        before = mention.head - 1
        while before > 0 and self._doc[before].is_punct:
            before -= 1
        for i in (noun.i if noun is not None else before, before):
            if i in clusters.of_token:
                yield Choice(clusters.of_token[i], SCORE, "relative")

    def _recent(self, mention: Found, clusters: Clusters) -> Iterator[Choice]:
        """What was named last and agrees: subjects before objects, what is told before what is quoted."""
        here = self._sentence[mention.head]
        near = self._starts[max(0, here - REACH + 1)]
        heads = (i for i in range(near, mention.start) if i in clusters.of_token)
        able = [i for i in heads if self._agrees(mention, clusters.all[clusters.of_token[i]])]
        able = [i for i in able if not self._acts_on(self._doc[i], self._doc[mention.head])]
        for i in sorted(able, key=lambda i: self._key(mention, self._doc[i], here)):
            yield Choice(clusters.of_token[i], SCORE, "recency")

    def _agrees(self, mention: Found, cluster: Cluster) -> bool:
        if mention.plural and cluster.plural is not True and cluster.place:
            return False
        person = bool(cluster.names or cluster.gender) or any(
            o.noun in lexicon().roles for o in cluster.offices
        )
        hint = not (mention.gender and not cluster.gender and cluster.hint not in ("", mention.gender))
        thing = cluster.names or any(o.noun in lexicon().nouns for o in cluster.offices) or cluster.plural
        return hint and bool(person if mention.gender else thing) and not clash(mention, cluster)

    def _key(self, mention: Found, one: Token, here: int) -> tuple[bool, bool, int, bool, int]:
        pronoun = self._doc[mention.head]
        apart = within(self._quotes, one.idx) != within(self._quotes, pronoun.idx)
        told = within(self._sources, pronoun.idx) and not within(self._sources, one.idx)
        far = here - self._sentence[one.i]
        return apart, told and far >= SOURCE_REACH, far, not is_subject(one), one.i

    def _acts_on(self, one: Token, pronoun: Token) -> bool:
        """Whether somebody does something to the pronoun, and so is somebody else: "Crane called her"."""
        return pronoun.dep_ in ("obj", "iobj", "obl") and is_subject(one) and one.head == pronoun.head

    def _apposed(self, mention: Found, clusters: Clusters) -> Iterator[Choice]:
        """The name a description stands beside: "Ada Crane, chair of the board", "its owner, Bo Lind"."""
        head, after = self._doc[mention.head], mention.end
        if self._doc[mention.start].lower_ == "whose":
            return
        after += self._doc[after : after + 1].text == ","
        beside = (
            {head.head.i}
            if head.dep_ == "appos"
            else {after, *(t.i for t in head.rights if t.dep_ == "appos")}
        )
        for i in sorted(beside & clusters.of_token.keys()):
            cluster = clusters.all[clusters.of_token[i]]
            closed = self._doc[cluster.links[0].mention.end :][:1].text not in ("and", "'s", "’s")
            if cluster.names and (closed or head.dep_ == "appos"):
                yield Choice(clusters.of_token[i], SCORE, "apposition")

    def _office(self, mention: Found, clusters: Clusters) -> Iterator[Choice]:
        """The one who has the office, or the body with the noun in its name: "the authority"."""
        (office,) = mention.offices or (None,)
        if office is None or self._doc[mention.start].lower_ not in ARTICLES:
            return
        fits = []
        for number in dict.fromkeys(
            [*clusters.by_office[office.noun][-RECENT:], *clusters.called(office.noun)]
        ):
            cluster = clusters.all[number]
            same = [one for one in cluster.offices if one.noun == office.noun]
            covers = any(office.words <= one.words or one.words <= office.words for one in same)
            words = parts(cluster.names[0]) if cluster.names and "body" in cluster.sorts else ()
            called = bool(words) and words[-1] == office.noun and office.words <= set(words)
            if (covers or called) and not clash(mention, cluster):
                fits.append(number)
        heard = [k for k in fits if clusters.last_before(k, mention.start) >= 0]
        heard.sort(key=lambda k: -clusters.last_before(k, mention.start))
        for number in heard or (fits if len(fits) == 1 else ()):
            yield Choice(number, SCORE, "role")


def within(spans: Sequence[list[int]], char: int) -> bool:
    """Whether a character lies in one of the spans, which are in text order."""
    k = bisect_right(spans, char, key=lambda span: span[0]) - 1
    return k >= 0 and char < spans[k][1]
