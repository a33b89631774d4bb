"""Chains of mentions: one per person, body, document, group or unnamed role.

Full names come first, over the whole text, since a headline or a lead may use a surname before the name.
Everything else is resolved in text order against what was said before: surnames and titles by name,
"the Home Secretary" by the roles people were given, pronouns by ``onrecord.pipes.speakers.pronouns``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.pipes.speakers.appositions import names_beside
from onrecord.pipes.speakers.drafts import RECENT, Draft, remember
from onrecord.pipes.speakers.epithets import is_epithet
from onrecord.pipes.speakers.found import RELATIVE, Found, strip_article
from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.names import alike, cut_short, initials, parts, same_body, same_person
from onrecord.pipes.speakers.nouns import described
from onrecord.pipes.speakers.pronouns import Salience

RANKS = frozenset({"vice", "deputy", "assistant", "associate", "shadow", "acting"})
"""Words that make another office of an office."""


class Registry:
    """All chains of one text and the ways to find one again."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.chains: list[Draft] = []
        self.of_head: dict[int, Draft] = {}
        self.heads: set[int] = set()
        self.surnames: dict[str, list[Draft]] = defaultdict(list)
        self.given: dict[str, list[Draft]] = defaultdict(list)
        self.bodies: dict[str, list[Draft]] = defaultdict(list)
        self.businesses: list[Draft] = []
        self.known: dict[str, Draft] = {}
        self.role_heads: dict[str, list[Draft]] = defaultdict(list)
        self.salience = Salience(doc)

    def build(self, mentions: list[Found]) -> list[Draft]:
        """Resolve all mentions and return the chains."""
        for mention in mentions:
            if mention.known is not None or mention.kind == "name":
                self.place(mention, self.by_known(mention) or self.by_name(mention))
        self.take_titles(mentions)
        named_by = {m.antecedent: m for m in mentions if m.kind == "name" and m.antecedent is not None}
        named_by |= names_beside(self.doc, mentions)
        for mention in mentions:
            if mention.known is None and mention.kind != "name":
                self.place(mention, self.find(mention, named_by))
            self.salience.note(mention, self.of_head[mention.head])
        return self.chains

    def take_titles(self, mentions: list[Found]) -> None:
        """The gender of the only bearer of a surname, from "Mr" or "Ms" anywhere before that surname."""
        shown: dict[str, set[Gender]] = defaultdict(set)
        for mention in mentions:
            if mention.kind == "title" and mention.gender and (words := parts(mention.name)):
                shown[words[-1]].add(mention.gender)
        for surname, genders in shown.items():
            bearers = self.surnames.get(surname, [])
            if len(bearers) == 1 and len(genders) == 1 and not bearers[0].gender:
                (bearers[0].gender,) = genders

    def place(self, mention: Found, chain: Draft | None) -> None:
        """Put a mention into a chain, a new one where there is none."""
        if chain is None:
            chain = Draft(mention.chain_kind, plural=mention.plural)
            self.chains.append(chain)
        chain.add(mention)
        for i in range(mention.start, mention.end):
            self.of_head.setdefault(i, chain)
        self.of_head[mention.head] = chain
        self.heads.add(mention.head)
        self.index(mention, chain)

    def index(self, mention: Found, chain: Draft) -> None:
        """Remember the words by which this chain can be found again."""
        if mention.known is not None:
            self.known[mention.known.name] = chain
            for word in parts(mention.known.role or ""):
                remember(self.role_heads[word], chain)
            if mention.chain_kind == "person":
                remember(self.surnames[parts(mention.known.name)[-1]], chain)
        words = parts(mention.name)
        if mention.chain_kind == "person" and words and mention.kind in ("name", "surname", "title"):
            remember(self.surnames[words[-1]], chain)
            if len(words) > 1:
                remember(self.given[words[0]], chain)
        elif mention.chain_kind == "organization" and mention.kind == "name" and words:
            for key in {words[0], "".join(words), initials(mention.name)}:
                remember(self.bodies[key], chain)
            remember(self.role_heads[words[-1]], chain)
            if not mention.place:
                remember(self.businesses, chain)
        elif mention.kind in ("role", "plural", "description"):
            remember(self.role_heads[self.doc[mention.head].lemma_.lower()], chain)
        if mention.role:
            for word in parts(mention.role):
                remember(self.role_heads[lexicon().short.get(word, word)], chain)

    def by_known(self, mention: Found) -> Draft | None:
        """The chain of somebody the user has named in advance."""
        return None if mention.known is None else self.known.get(mention.known.name)

    def by_name(self, mention: Found) -> Draft | None:
        """The chain with the same full name."""
        words = parts(mention.name)
        if not words:
            return None
        if mention.chain_kind == "person":
            known = [*self.surnames[words[-1]][-RECENT:], *self.given[words[0]][-RECENT:]]
            for chain in known:
                alike_names = [n for n in chain.names[:RECENT] if same_person(n, mention.name)]
                if alike_names and (chain.agrees(mention.gender) or mention.name in alike_names):
                    return chain
            return None
        keys = {words[0], "".join(words), initials(mention.name)}
        known = [c for key in sorted(keys) for c in self.bodies[key][-RECENT:]]
        same = next((c for c in known if any(same_body(n, mention.name) for n in c.names[:RECENT])), None)
        if same is not None or mention.place:
            return same
        firms = [c for c in known if not c.mentions[0].place]
        return next((c for c in firms if any(cut_short(n, mention.name) for n in c.names[:RECENT])), None)

    def find(self, mention: Found, named_by: dict[int, Found]) -> Draft | None:
        """The chain of a mention that is no full name; None for one not heard of before."""
        if mention.kind in ("surname", "title"):
            return self.by_surname(mention) or self.by_apposition(mention) or self.epithet(mention)
        if mention.kind == "pronoun":
            if mention.name.casefold() in RELATIVE:
                return self.of_antecedent(mention) or self.right_before(mention)
            return self.salience.resolve(mention)
        if mention.head in named_by:
            name = named_by[mention.head]
            chain = self.of_head[name.head]
            chain.roles.append(strip_article(mention.name.partition(",")[0]))
            owner = self.of_head.get(mention.start)
            if chain.affiliation is None and owner is not None and owner.kind == "organization":
                named = [m.name for m in owner.mentions if m.kind == "name"]
                chain.affiliation = max(named or owner.names, key=len, default=None)
            return chain
        beside = self.of_head.get(mention.antecedent) if mention.antecedent is not None else None
        joins = beside is not None and beside is self.of_head.get(mention.start - 2)
        if beside is not None and (beside.kind == "person" or (joins and beside.kind == mention.chain_kind)):
            return beside
        if not mention.definite:
            return None
        return self.by_description(mention) or self.company(mention) or self.epithet(mention)

    def by_surname(self, mention: Found) -> Draft | None:
        """A person known by that surname, else by that first name; the latest one heard of wins."""
        words = parts(mention.name)
        if not words:
            return None
        for known in (self.surnames[words[-1]], self.given[words[-1]]):
            able = [c for c in known[-RECENT:] if c.agrees(mention.gender)]
            heard = [c for c in able if c.mentions[0].start < mention.start]
            same = [c for c in heard if mention.gender and c.gender == mention.gender]
            for choice in (same, heard, able):
                if choice:
                    return max(choice, key=self.recency(mention))
        slips = [c for word in self.surnames if alike(word, words[-1]) for c in self.surnames[word][-RECENT:]]
        named = [
            c for c in slips if c.agrees(mention.gender) and any(" " in name for name in c.names[:RECENT])
        ]
        return named[0] if len(named) == 1 else None

    def by_apposition(self, mention: Found) -> Draft | None:
        """Whoever a lone name stands beside: "his wife, Ada"."""
        chain = self.of_head.get(mention.antecedent) if mention.antecedent is not None else None
        if chain is None or chain.kind != "unnamed" or chain.plural or not chain.agrees(mention.gender):
            return None
        chain.name_as_person()
        return chain

    def recency(self, mention: Found) -> Callable[[Draft], int]:
        """Key for the latest chain before a mention."""
        return lambda chain: self.salience.last_before(chain, mention.start)

    def company(self, mention: Found) -> Draft | None:
        """The body named last for "the company", the only one just named for "the tool maker"; no town."""
        if mention.plural or self.doc[mention.head].lemma_.lower() not in lexicon().companies:
            return None
        if mention.end - mention.start > 2:
            return self.salience.just_named(mention, "organization")
        heard = [chain for chain in self.businesses[-RECENT:] if chain.mentions[0].start < mention.start]
        return max(heard, key=self.recency(mention), default=None)

    def epithet(self, mention: Found) -> Draft | None:
        """The person just named for "the Democrat", "the Dane" and "the 34-year-old"."""
        return self.salience.just_named(mention, "person") if is_epithet(self.doc, mention) else None

    def of_antecedent(self, mention: Found) -> Draft | None:
        """The chain of the noun a relative pronoun stands for, a new one for a noun nothing else tells of."""
        noun = self.doc[mention.antecedent or 0]
        known = noun.i in self.heads or (noun.i in self.of_head and noun.ent_type_)
        if not known and noun.pos_ in ("NOUN", "PROPN") and noun.i < mention.start:
            found = described(noun)
            if found is not None:
                bare = self.doc[found.start : found.end].text
                self.place(replace(found, name=" ".join(bare.split())), None)
        return self.of_head.get(noun.i) if mention.antecedent else None

    def right_before(self, mention: Found) -> Draft | None:
        """The chain of the phrase a relative pronoun follows, where the parse ties it to another word."""
        i = mention.start - 1
        while i > 0 and (self.doc[i].is_punct or self.doc[i].is_space):
            i -= 1
        return self.of_head.get(i) if mention.start - i <= 2 else None

    def by_description(self, mention: Found) -> Draft | None:
        """The latest chain whose role or description a definite phrase fits: "the ombudsman"."""
        head = self.doc[mention.head]
        lemma = head.lemma_.lower()
        modifiers = {
            t.lower_
            for t in head.children
            if t.dep_ in ("compound", "amod", "nmod:desc") and t.i < head.i and t.is_alpha
        }
        heard: list[Draft] = []
        for chain in self.role_heads[lemma][-RECENT:]:
            if not chain.agrees(mention.gender) or chain.mentions[0].start >= mention.start:
                continue
            if mention.plural != chain.plural and chain.kind in ("group", "unnamed", "document"):
                continue
            words = (
                chain.role_words()
                if chain.kind in ("person", "unnamed")
                else set(parts(" ".join(chain.names[:4])))
            )
            others = words - {lemma, head.lower_}
            if words & RANKS != modifiers & RANKS:
                continue
            if modifiers <= words or (others and others <= modifiers) or not others:
                heard.append(chain)
        return max(heard, key=self.recency(mention), default=None) or self.named_later(mention, lemma)

    def named_later(self, mention: Found, lemma: str) -> Draft | None:
        """The only person of the whole text with a role, where a lead has the role alone: "the governor"."""
        if mention.plural or mention.kind != "role" or mention.end - mention.start != 2:
            return None
        able = [c for c in self.role_heads[lemma] if c.kind == "person" and c.agrees(mention.gender)]
        return able[0] if len(able) == 1 and not able[0].role_words() & RANKS else None
