"""Possessive endings: the noun before "'s" is the possessor of the noun after it, whatever the tree says.

In Universal Dependencies the ending is the ``case`` of the possessor, and the possessor an ``nmod:poss``. In
articles the network's best tree has it otherwise for a third of the endings, and whose lawyer somebody is
gets lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOUNS = frozenset({"NOUN", "PROPN"})
ENDS = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "PRON", "AUX"})
"""Parts of speech that end a noun phrase; so does a verb that is not a modifier."""


def fix_possessives(endings: Iterable[int], heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Attach possessive endings to their possessors, and these to what they possess, in place.

    Args:
        endings: Positions of the words tagged POS.
        heads: The head of each word; a root is its own head.
        deps: The dependency label of each word.
        tags: The part of speech of each word.
    """
    for ending in endings:
        owner = possessor(ending, heads, deps, tags)
        if owner < 0 or tags[owner] not in NOUNS or ending in path_up(owner, heads):
            continue
        heads[ending], deps[ending] = owner, "case"
        noun = possessed(ending, deps, tags)
        if ending < heads[owner] <= noun:
            deps[owner] = "nmod:poss"
        elif noun > 0 and heads[noun] == owner:
            swap(owner, noun, heads, deps)
        elif noun > 0 and owner not in path_up(noun, heads) and heads[owner] != owner:
            heads[owner], deps[owner] = noun, "nmod:poss"


def possessor(ending: int, heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]) -> int:
    """The head of the name or noun just before an ending; -1 if nothing is before it."""
    owner = ending - 1
    while owner > 0 and deps[owner] == "flat" and heads[owner] < owner:
        if "PUNCT" in tags[heads[owner] : owner]:
            break
        owner = heads[owner]
    return owner


def possessed(ending: int, deps: Sequence[str], tags: Sequence[str]) -> int:
    """The last noun of the phrase after an ending; -1 if there is none."""
    noun = -1
    for i in range(ending + 1, len(tags)):
        if tags[i] in ENDS or (tags[i] == "VERB" and deps[i] != "amod"):
            break
        noun = i if tags[i] in NOUNS else noun
    return noun


def swap(owner: int, noun: int, heads: list[int], deps: list[str]) -> None:
    """Put a noun in the place of its possessor, which the tree has above it."""
    heads[noun], deps[noun] = (noun if heads[owner] == owner else heads[owner]), deps[owner]
    for i, head in enumerate(heads):
        if head == owner and i > noun:
            heads[i] = noun
    heads[owner], deps[owner] = noun, "nmod:poss"


def path_up(word: int, heads: Sequence[int]) -> list[int]:
    """The words above a word, up to its root."""
    above: list[int] = []
    while heads[word] != word:
        word = heads[word]
        above.append(word)
    return above
