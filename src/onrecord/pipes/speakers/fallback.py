"""Resolves mentions without the language model's pointers: by recency, agreement and matching offices.

For third-party models and Docs parsed by hand. The scores are not probabilities.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.pipes.speakers.clusters import RECENT, Choice, Clusters, Scorer
from onrecord.pipes.speakers.constraints import Cluster
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import RELATIVE, Mention, is_subject
from onrecord.pipes.speakers.names import parts

REACH = 6
"""Sentences searched for the antecedent of a pronoun, its own included."""
WITHIN = frozenset({"conj", "xcomp", "ccomp", "aux"})
"""Dependencies inside a relative clause, between the verb of the pronoun and that of the clause."""
SCORE = 0.6
"""The score of every choice."""


class Fallback(Scorer):
    """Scores clusters by a few rules on the parse of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [sentence.start for sentence in doc.sents]
        self._quotes = [quote["inner"] for quote in doc._.quotes if quote["level"] == 1]

    def rank(self, mention: Mention, clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        if mention.kind == "pronoun":
            return self.relative(mention, clusters) or list(self._recent(mention, clusters))
        choices = list(self._beside(mention, clusters))
        return [*choices, *self.office(mention, clusters)] if mention.definite else choices

    def relative(self, mention: Mention, clusters: Clusters) -> list[Choice]:
        """The antecedent of a relative pronoun in the parse: a name, or a thing or group if it fits."""
        noun = antecedent(self._doc[mention.head])
        number = None if noun is None else clusters.of_token.get(noun.i)
        if noun is None or number is None:
            return []
        words, lemma, who = lexicon(), noun.lemma_.lower(), mention.name.lower() in ("who", "whom")
        meant = noun.lower_ in words.groups if who else lemma not in words.roles
        meant = bool(clusters.all[number].names or meant) and clusters.able(mention, number)
        return [Choice(number, 1.0, "relative")] if meant else []

    def _recent(self, mention: Mention, clusters: Clusters) -> Iterator[Choice]:
        """Agreeing antecedents: on the pronoun's side of quotation marks, then nearest, then subjects."""
        here = self._sentence(mention.head)
        near = range(self._starts[max(0, here - REACH + 1)], mention.start)
        heads = [i for i in near if i in clusters.of_token]
        able = [i for i in heads if self._fits(mention, clusters, clusters.of_token[i])]

        def distance(i: int) -> tuple[bool, int, bool, int]:
            apart = self._quoted(i) != self._quoted(mention.head)
            return apart, here - self._sentence(i), not is_subject(self._doc[i]), i

        for i in sorted(able, key=distance):
            yield Choice(clusters.of_token[i], SCORE, "recency")

    def _fits(self, mention: Mention, clusters: Clusters, number: int) -> bool:
        cluster: Cluster = clusters.all[number]
        offices = {office.noun for office in cluster.offices}
        if not mention.gender:
            return bool(cluster.names or cluster.plural or offices & lexicon().nouns) and clusters.able(
                mention, number
            )
        person = bool(cluster.names or cluster.gender or offices & lexicon().roles.keys())
        hint = "" if cluster.gender else cluster.hint
        return person and hint in ("", mention.gender) and clusters.able(mention, number)

    def _sentence(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    def _quoted(self, token: int) -> bool:
        char = self._doc[token].idx
        return any(start <= char < end for start, end in self._quotes)

    def _beside(self, mention: Mention, clusters: Clusters) -> Iterator[Choice]:
        """The name that a description is in apposition to: "Ada Crane, chair of the board"."""
        head = self._doc[mention.head]
        beside = {t.i for t in head.rights if t.dep_ == "appos"}
        for i in sorted(beside | ({head.head.i} if head.dep_ == "appos" else set())):
            number = clusters.of_token.get(i)
            whose = self._doc[mention.start].lower_ == "whose"
            if number is not None and clusters.all[number].names and not whose:
                yield Choice(number, SCORE, "apposition")

    def office(self, mention: Mention, clusters: Clusters) -> Iterator[Choice]:
        """The holder of the office, or the organisation whose name ends in the noun: "the authority"."""
        (office,) = mention.offices or (None,)
        if office is None:
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
            if (covers or called) and clusters.able(mention, number):
                fits.append(number)
        earlier = [k for k in fits if clusters.last_before(k, mention.start) >= 0]
        earlier.sort(key=lambda k: -clusters.last_before(k, mention.start))
        for number in earlier or (fits if len(fits) == 1 else ()):
            yield Choice(number, SCORE, "role")


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative clause modifies: "the *theory*, which had argued and still argues that"."""
    clause = pronoun.head
    while clause.dep_ in WITHIN and clause.head != clause:
        clause = clause.head
    relative = pronoun.lower_ in RELATIVE and clause.dep_.startswith("acl")
    return clause.head if relative and clause.head.i < pronoun.i else None
