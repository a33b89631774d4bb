"""From the words of a text to tags, sentences, trees and labels: windows in, decisions out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.language.lines import inside_names, is_wrapped, line_starts, said_size
from onrecord.language.network import Array, Network, Scores
from onrecord.language.trees import best_tree
from onrecord.language.windows import Window, choose_cut, open_window
from onrecord.language.wordpiece import BREAK, END, SOFT, START, WordPiece

Indices = NDArray[np.int64]


@dataclass
class Reading:
    """Decisions for each word of a text, and scores that the component decides on."""

    starts: list[bool]
    """Whether a sentence starts at the word."""
    heads: list[int]
    """Position of the head in the text; a root is its own head."""
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    deps: list[int] = field(default_factory=list)
    scores: dict[str, list[Array]] = field(default_factory=lambda: defaultdict(list))
    """Scores of the words that each window decided, by the names of the network's outputs."""
    links: list[tuple[int, int, Array]] = field(default_factory=list)
    """For each window: its first word, the first word it decided, the link scores of those it decided."""

    def of(self, name: str) -> Array:
        """The scores of all words under an output's name."""
        return np.concatenate(self.scores[name])

    def extend(self, more: int) -> None:
        """Give blank words behind the last one what is decided of that one."""
        if not more:
            return
        last = len(self.heads) - 1
        self.starts += [False] * more
        self.heads += [last] * more
        for decided in (self.upos, self.xpos, self.deps):
            decided += decided[-1:] * more
        for scores in self.scores.values():
            scores.append(np.repeat(scores[-1][-1:], more, axis=0))


@dataclass(frozen=True)
class Pieces:
    """All word pieces of a text in one line."""

    ids: Indices
    case: Indices
    """Case of the word each piece belongs to."""
    first: Indices
    """Place of each word's first piece, and of the end."""

    @classmethod
    def joined(cls, pieces: Sequence[tuple[tuple[int, ...], int]], lengths: Sequence[int]) -> Pieces:
        """Join the words' pieces and cases."""
        ids = np.fromiter(chain.from_iterable(run for run, _ in pieces), dtype=np.int64)
        case = np.repeat(np.array([kind for _, kind in pieces], dtype=np.int64), lengths)
        return cls(ids, case, np.cumsum([0, *lengths]))

    def of_window(self, window: Window) -> tuple[Indices, Indices, Indices]:
        """Ids, case and first pieces of a window's words between its two marks."""
        first = self.first[window.start : window.end + 1]
        inside = slice(first[0], first[-1])
        ids = np.concatenate(([START], self.ids[inside], [END]))
        return ids, np.concatenate(([0], self.case[inside], [0])), first[:-1] - first[0] + 1


class Reader:
    """Reads a text of any length in time linear in it.

    Args:
        network: The exported network.
        wordpiece: Words to pieces.
        root: Number of the dependency label that only a root may have.
        kept: Names of the outputs whose scores are wanted.
        links: Name of the output with the links between roles.
    """

    def __init__(
        self, network: Network, wordpiece: WordPiece, root: int, kept: Sequence[str], links: str
    ) -> None:
        self._network, self._wordpiece, self._root = network, wordpiece, root
        self._kept, self._links = tuple(kept), links

    def __call__(self, text: str, words: Sequence[str]) -> Reading:
        """Read a text.

        Args:
            text: The text, for the shape of its lines.
            words: Its tokens, white space that is a token of its own included; at least one.
        """
        size = said_size(words)
        reading = self._read(text, words[:size])
        reading.extend(len(words) - size)
        return reading

    def _read(self, text: str, words: Sequence[str]) -> Reading:
        wrapped = is_wrapped(text)
        breaks = line_starts(words, wrapped)
        blank = [word.isspace() for word in words]
        named = inside_names(words)
        pieces = [self._wordpiece(word) for word in words]
        for place, pair in enumerate(pieces):
            if pair[0][0] == BREAK and not (place + 1 < len(words) and breaks[place + 1]):
                pieces[place] = ((SOFT if wrapped else BREAK,), 0)
        lengths = [len(ids) for ids, _ in pieces]
        line = Pieces.joined(pieces, lengths)
        reading = Reading(starts=[False] * len(words), heads=list(range(len(words))))
        own = 0
        while own < len(words):
            window = open_window(lengths, own, breaks)
            scores = self._network(*line.of_window(window))
            self._mark_starts(reading.starts, scores, window, breaks, blank, named)
            cut = choose_cut(window, reading.starts)
            reading.starts[cut : window.end] = [False] * (window.end - cut)
            self._decide(reading, scores, window, cut, blank)
            own = cut
        return reading

    @staticmethod
    def _mark_starts(
        starts: list[bool],
        scores: Scores,
        window: Window,
        breaks: Sequence[bool],
        blank: Sequence[bool],
        named: Sequence[bool],
    ) -> None:
        likely = (scores.sent[:, 1] > scores.sent[:, 0]).tolist()
        for place in range(window.own, window.end):
            starts[place] = breaks[place] or (
                likely[place - window.start] and not (blank[place] or named[place])
            )
        word = next((place for place in range(window.own, window.end) if not blank[place]), window.own)
        starts[word] = False
        starts[window.own] = True

    def _decide(
        self, reading: Reading, scores: Scores, window: Window, cut: int, blank: Sequence[bool]
    ) -> None:
        base = window.start
        new = slice(window.own - base, cut - base)
        sentences = [place for place in range(window.own, cut) if reading.starts[place]]
        heads = reading.heads
        for start, end in zip(sentences, [*sentences[1:], cut], strict=True):
            words = [place for place in range(start, end) if not blank[place]]
            if not words:
                heads[start:end] = [start] * (end - start)
                continue
            within = slice(start - base, end - base)
            arcs = scores.arcs[within, within]
            if len(words) < end - start:
                solid = np.array(words) - start
                arcs = arcs[np.ix_(solid, solid)]
            for word, head in zip(words, best_tree(arcs), strict=True):
                heads[word] = words[head]
            before = words[0]
            for place in range(start, end):
                if blank[place]:
                    heads[place] = before
                else:
                    before = place
        labels = scores.deps(new, np.array(heads[window.own : cut]) - base)
        labels[:, self._root] = -np.inf
        reading.deps.extend(labels.argmax(axis=1).tolist())
        reading.upos.extend(scores.upos[new].argmax(axis=1).tolist())
        reading.xpos.extend(scores.xpos[new].argmax(axis=1).tolist())
        for name in self._kept:
            reading.scores[name].append(getattr(scores, name)[new])
        reading.links.append((base, window.own, getattr(scores, self._links)[new]))
