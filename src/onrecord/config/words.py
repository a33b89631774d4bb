"""A user's words: cues with their stance, titles, roles, units, currencies, people and aliases."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from onrecord.records import ClusterKind, Stance

_WORD = re.compile(r"\w[\w'’-]*")
GENDERS = {"f": "f", "m": "m", "any": ""}


def _one_word(word: str) -> str:
    word = word.strip().rstrip(".").lower()
    if not _WORD.fullmatch(word):
        raise ValueError("must be one word, in its base form")
    return word


Word = Annotated[str, AfterValidator(_one_word)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\w")]
GenderName = Literal["f", "m", "any"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CueWords(_Table):
    """Reporting words by lemma with their stance, and phrases that introduce a source without a verb."""

    verbs: dict[Word, Stance] = {}
    nouns: dict[Word, Stance] = {}
    phrases: list[Name] = []


class Unit(_Table):
    """A unit of measurement: ``words`` in any case, with plurals in -s; ``symbols`` exactly as written."""

    kind: Literal["distance", "duration", "other"] = "other"
    words: list[Name] = []
    symbols: list[Name] = []

    @model_validator(mode="after")
    def _has_a_form(self) -> Unit:
        if not self.words and not self.symbols:
            raise ValueError("needs words, symbols or both")
        return self


class Currency(_Table):
    """A currency: ``words`` in any case, with plurals in -s; ``signs`` exactly as written.

    A word shared by several currencies ("crown") means this one if a text names one of the ``countries``.
    """

    words: list[Name] = []
    signs: list[Name] = []
    countries: list[Name] = []


class Person(_Table):
    """A person or organisation known in advance. Role and affiliation are used if the article gives none."""

    name: Name
    kind: ClusterKind = "person"
    gender: GenderName = "any"
    role: Name | None = None
    affiliation: Name | None = None
    aliases: list[Name] = []


class Words(_Table):
    """All words that a user adds to the pipes."""

    cues: CueWords = CueWords()
    titles: dict[Word, GenderName] = {}
    roles: dict[Word, GenderName] = {}
    units: dict[Name, Unit] = {}
    currencies: dict[Name, Currency] = {}
    """By ISO code, or by the name to use in claims."""
    people: list[Person] = []
    aliases: dict[Name, Name] = {}
    """Alias -> full name."""

    @model_validator(mode="after")
    def _one_meaning(self) -> Words:
        meanings: dict[str, set[str]] = defaultdict(set)
        for person in self.people:
            for name in (person.name, *person.aliases):
                meanings[name.casefold()].add(person.name)
        for alias, name in self.aliases.items():
            meanings[alias.casefold()].add(name)
        for alias, names in meanings.items():
            if len(names) > 1:
                raise ValueError(f'"{alias}" stands for both {" and ".join(sorted(names))}')
        if len({person.name for person in self.people}) < len(self.people):
            raise ValueError("one of the people is there twice")
        return self

    def fingerprint(self) -> str:
        """SHA-256 of the words: it changes if and only if their meaning changes."""
        record = self.model_dump(mode="json")
        return sha256(json.dumps(record, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    def settings(self) -> dict[str, Any]:
        """The words as options of the spaCy component ``onrecord``, as plain data.

        Entries whose names may have several words are in lists, because not every string can be a key of a
        pipeline's configuration file. An alias is added to its person; for a name that is not among the
        people, the kind comes from the text.
        """
        people = {one.name: {**one.model_dump(), "gender": GENDERS[one.gender]} for one in self.people}
        for alias, name in self.aliases.items():
            people.setdefault(name, {"name": name, "kind": None, "aliases": []})["aliases"].append(alias)
        return {
            **self.cues.model_dump(),
            "titles": {word: GENDERS[gender] for word, gender in self.titles.items()},
            "roles": {word: GENDERS[gender] for word, gender in self.roles.items()},
            "units": [{"name": name, **unit.model_dump()} for name, unit in self.units.items()],
            "currencies": [{"name": name, **one.model_dump()} for name, one in self.currencies.items()],
            "people": list(people.values()),
        }
