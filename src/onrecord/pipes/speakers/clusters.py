"""Clusters of mentions: one per person, organisation, document, group or unnamed role.

Full names are clustered first, over the whole text, because a headline or lead may use a surname or a role
before the name. Surnames, titles and first names then join the only cluster they fit. All other mentions are
resolved in text order: the scorer rates the clusters, ``constraints`` rules out the impossible ones, and the
mention joins the likeliest that is left. If its score is below the threshold, the mention starts a cluster.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.pipes.speakers.constraints import Cluster, Link, clash
from onrecord.pipes.speakers.lexicon import Gender
from onrecord.pipes.speakers.mention import Mention, strip_article
from onrecord.pipes.speakers.names import alike, cut_short, parts, same_body, same_person, short_forms

RECENT = 40
"""Most clusters with the same word in their name that are considered; the latest are kept."""
PRONOUN = 0.3
"""Least score for a pronoun to join a cluster; low, because every pronoun has an antecedent."""
NAMESAKE = 0.015
"""Least score that decides between people of one surname; below it, the one mentioned most is meant."""
SHORT = 0.6
"""Score of the body that a capitalised noun of its name refers to: "the Bank"."""
SHORT_NAME = 0.5
"""Least score for a whole cluster to join another one: the "Fed"."""


@dataclass(frozen=True)
class Choice:
    """A cluster that a mention may belong to; ``cluster`` is its index."""

    cluster: int
    score: float
    by: str


class Scorer:
    """Scores clusters for mentions that are not full names."""

    enough = 0.6
    """Least score for a mention to join a cluster."""

    def rank(self, mention: Mention, clusters: Clusters) -> Sequence[Choice]:
        """The clusters a mention may belong to, likeliest first, including impossible ones."""
        return ()

    def same_office(self, mention: Mention, clusters: Clusters) -> Choice | None:
        """The only cluster with the office that a mention names: "the ombudsman"."""
        return None

    def genders(self, mentions: Sequence[Mention], clusters: Clusters) -> dict[int, Gender]:
        """The gender of clusters, from the pronouns that point to them."""
        return {}

    def of_all(self, mentions: Sequence[Mention], clusters: Clusters) -> Sequence[Choice]:
        """The clusters that the mentions of one cluster point to on average, likeliest first."""
        return ()

    def note(self, mention: Mention, cluster: int, others: Sequence[Choice]) -> None:
        """Record the cluster a mention joined; ``others`` are the alternatives."""


@dataclass
class Clusters:
    """The clusters of a text built so far, indexed for lookup."""

    all: list[Cluster] = field(default_factory=list)
    of_token: dict[int, int] = field(default_factory=dict)
    """Token index of a name or head -> its cluster."""
    group_of: dict[int, int] = field(default_factory=dict)
    """Token index of what is coordinated with others -> the cluster of all together."""
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Word of a name -> clusters."""
    by_office: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Noun of an office -> clusters."""
    starts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def put(self, mention: Mention, number: int | None, by: str, score: float = 1.0) -> int:
        """Add a mention to a cluster, or to a new one for None; return the cluster's index."""
        if number is None:
            number = len(self.all)
            self.all.append(Cluster())
        self.all[number].add(Link(mention, by, round(score, 4)))
        if mention.head not in mention.owners:
            self.of_token |= dict.fromkeys((*mention.tokens, mention.head), number)
        else:
            self.group_of |= dict.fromkeys(range(mention.start, mention.end), number)
        insort(self.starts[number], mention.start)
        for office in mention.offices:
            remember(self.by_office[office.noun], number)
        if mention.named:
            words = parts(mention.name)
            known = parts(mention.known.name) if mention.known else ()
            body = short_forms(mention.name) if mention.cluster_kind != "person" else []
            for word in {*words, *known, *body}:
                remember(self.by_word[word], number)
        return number

    def last_before(self, number: int, start: int) -> int:
        """Token index of a cluster's latest mention before token ``start``; -1 if there is none."""
        starts = self.starts[number]
        k = bisect_left(starts, start)
        return starts[k - 1] if k else -1

    def called(self, word: str) -> list[int]:
        """The latest clusters with a word in their name."""
        return self.by_word[word][-RECENT:] if word in self.by_word else []

    def same_name(self, mention: Mention) -> int | None:
        """The cluster with the same full name."""
        words = parts(mention.known.name if mention.known is not None else mention.name)
        if not words:
            return None
        if mention.known is not None:
            return next((k for k in self.called(words[-1]) if self.all[k].known is mention.known), None)
        person = mention.cluster_kind == "person"
        same = same_person if person else same_body
        keys = [words[-1], words[0], *([] if person else short_forms(mention.name))]
        called = dict.fromkeys(k for key in keys for k in self.called(key))
        near = [k for k in called if self.able(mention, k)]
        exact = (k for k in near if any(same(name, mention.name) for name in self.all[k].names))
        longer = [k for k in near if any(cut_short(name, mention.name) for name in self.all[k].names)]
        return next(exact, longer[0] if len(longer) == 1 and not person else None)

    def clusters_named_like(self, mention: Mention) -> list[int]:
        """Clusters that a surname or first name alone may mean, preferring those whose name ends in it."""
        words = parts(mention.name)
        if not words:
            return []
        able = [k for k in self.called(words[-1]) if self.able(mention, k)]
        last = [k for k in able if any(parts(name)[-1:] == words[-1:] for name in self.all[k].names)]
        full = [k for k in last if any(" " in name for name in self.all[k].names)]
        if able:
            return full or last or able
        slips = {k for word in list(self.by_word) if alike(word, words[-1]) for k in self.called(word)}
        named = [k for k in sorted(slips) if any(" " in name for name in self.all[k].names)]
        return [k for k in named if self.able(mention, k)] if len(named) == 1 else []

    def short_for(self, mention: Mention) -> list[int]:
        """Bodies whose name has this capitalised noun: "the Bank" for "Bank of Ghana"."""
        noun = strip_article(mention.name)
        if mention.cluster_kind != "organization" or not (
            mention.definite and noun.istitle() and noun.isalpha()
        ):
            return []
        return [k for k in self.called(noun.casefold()) if self.able(mention, k)]

    def able(self, mention: Mention, number: int) -> bool:
        """Whether the constraints allow a mention to join a cluster."""
        return not clash(mention, self.all[number])


def remember(known: list[int], number: int) -> None:
    """Append a cluster unless it is among the latest."""
    if number not in known[-RECENT:]:
        known.append(number)


def build_clusters(mentions: Iterable[Mention], scorer: Scorer) -> list[Cluster]:
    """Cluster the mentions of a text, given in text order."""
    clusters = Clusters()
    rest: list[Mention] = []
    name_parts: list[Mention] = []
    bodies: dict[int, int] = {}
    for mention in mentions:
        if mention.known is not None or mention.kind == "name":
            number = clusters.same_name(mention)
            if number is None and mention.bracketed:
                number = bodies.get(mention.start - 1)
            number = clusters.put(mention, number, "alias" if mention.alias else "name")
            if mention.cluster_kind == "organization" and not mention.place:
                bodies[mention.end] = number
        else:
            (name_parts if mention.named else rest).append(mention)
    for mention in sorted(name_parts, key=lambda m: m.kind != "title"):
        assign_name_part(mention, clusters, scorer)
    for number, gender in scorer.genders(rest, clusters).items():
        clusters.all[number].gender = clusters.all[number].gender or gender
    for mention in rest:
        assign(mention, clusters, scorer)
    join_late(clusters, scorer)
    return [cluster for cluster in clusters.all if cluster.links]


def assign_name_part(mention: Mention, clusters: Clusters, scorer: Scorer) -> None:
    """Add a surname or first name to the only cluster it fits or, of several, to the likeliest."""
    able = clusters.clusters_named_like(mention)
    genders = {k: clusters.all[k].gender or clusters.all[k].hint for k in able}
    able = [k for k in able if mention.gender and genders[k] == mention.gender] or able
    if len(able) > 1:
        sure = [choice for choice in scorer.rank(mention, clusters) if choice.score >= NAMESAKE]
        usual = max(able, key=lambda k: (len(clusters.all[k].links), clusters.last_before(k, mention.start)))
        other = Choice(usual, 1 / len(able), mention.kind)
        best = next((choice for choice in sure if choice.cluster in able), other)
        clusters.put(mention, best.cluster, best.by, best.score)
    else:
        clusters.put(mention, able[0] if able else None, mention.kind)


def assign(mention: Mention, clusters: Clusters, scorer: Scorer) -> None:
    """Add any other mention to the likeliest possible cluster, or to a new one if none is likely enough."""
    able = [choice for choice in scorer.rank(mention, clusters) if clusters.able(mention, choice.cluster)]
    total = sum(choice.score for choice in able if choice.by == "model")
    if mention.kind == "pronoun" and total:  # impossible clusters get no share
        able = [Choice(one.cluster, one.score / total, one.by) for one in able]
    like = clusters.short_for(mention)
    if like:
        able = [Choice(next((one.cluster for one in able if one.cluster in like), like[-1]), SHORT, "role")]
    enough = PRONOUN if mention.kind == "pronoun" else scorer.enough
    best, title = able[0] if able and able[0].score >= enough else None, strip_article(mention.name)
    if best is None or " " in title:
        holder = scorer.same_office(mention, clusters)
        links = clusters.all[holder.cluster].links if holder is not None else ()
        if best is None or title in {link.mention.role for link in links}:  # "the Leeds manager"
            best = holder
    if best is not None:
        scorer.note(mention, clusters.put(mention, best.cluster, best.by, best.score), ())
    else:
        left = 1 - sum(choice.score for choice in able)
        scorer.note(mention, clusters.put(mention, None, "description", max(left, 0.0)), able)


def join_late(clusters: Clusters, scorer: Scorer) -> None:
    """Merge clusters without a full name into the named cluster that their mentions point to."""
    for number, cluster in enumerate(clusters.all):
        if any(" " in name for name in cluster.names):
            continue
        others = scorer.of_all([link.mention for link in cluster.links[:RECENT]], clusters)
        best = next((choice for choice in others if choice.cluster != number), None)
        if best is None or best.score < SHORT_NAME:
            continue
        target = clusters.all[best.cluster]
        if target.names and not any(clash(link.mention, target) for link in cluster.links[:RECENT]):
            moved, cluster.links = cluster.links, []
            for link in moved:
                clusters.put(link.mention, best.cluster, best.by, best.score)
