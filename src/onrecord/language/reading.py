"""Reads the words of a text window by window: tags, sentences, trees and label scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.language.lines import inside_names, is_wrapped, line_starts, trimmed_size
from onrecord.language.network import Array, Network, Scores
from onrecord.language.trees import best_tree
from onrecord.language.windows import Window, choose_cut, open_window
from onrecord.language.wordpiece import BREAK, END, SOFT, START, WordPiece

Indices = NDArray[np.int64]


@dataclass
class Reading:
    """Decisions for each word of a text, and the scores for decisions left to the component."""

    starts: list[bool]
    """Whether a sentence starts at each word."""
    heads: list[int]
    """Position of the head in the text; a root is its own head."""
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    deps: list[int] = field(default_factory=list)
    scores: dict[str, list[Array]] = field(default_factory=lambda: defaultdict(list))
    """Scores of the words decided by each window, by the names of the network's outputs."""
    links: list[tuple[int, int, Array]] = field(default_factory=list)
    """For each window: its first word, its first decided word, and the link scores of its decided words."""

    def of(self, name: str) -> Array:
        """The scores of all words for one output."""
        return np.concatenate(self.scores[name])

    def extend(self, more: int) -> None:
        """Add trailing blank words with the decisions of the last word."""
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
    """All word pieces of a text in one sequence."""

    ids: Indices
    case: Indices
    """Case of the word each piece belongs to."""
    first: Indices
    """Position of each word's first piece, then that of the end."""

    @classmethod
    def joined(cls, pieces: Sequence[tuple[tuple[int, ...], int]], lengths: Sequence[int]) -> Pieces:
        """Join the pieces and cases of all words."""
        ids = np.fromiter(chain.from_iterable(run for run, _ in pieces), dtype=np.int64)
        case = np.repeat(np.array([kind for _, kind in pieces], dtype=np.int64), lengths)
        return cls(ids, case, np.cumsum([0, *lengths]))

    def of_window(self, window: Window) -> tuple[Indices, Indices, Indices]:
        """Ids, cases and first-piece positions of a window, its start and end marks included."""
        first = self.first[window.start : window.end + 1]
        inside = slice(first[0], first[-1])
        ids = np.concatenate(([START], self.ids[inside], [END]))
        return ids, np.concatenate(([0], self.case[inside], [0])), first[:-1] - first[0] + 1


class Reader:
    """Reads a text of any length in linear time.

    Args:
        network: The exported network.
        wordpiece: Splits words into pieces.
        root: Index of the dependency label that only a root may have.
        kept: Names of the outputs whose scores are kept.
        links: Name of the output that links roles.
    """

    def __init__(
        self, network: Network, wordpiece: WordPiece, root: int, kept: Sequence[str], links: str
    ) -> None:
        self._network, self._wordpiece, self._root = network, wordpiece, root
        self._kept, self._links = tuple(kept), links

    def __call__(self, text: str, words: Sequence[str]) -> Reading:
        """Read a text.

        Args:
            text: The text; its line lengths show whether lines are wrapped.
            words: Its tokens, including white-space tokens; at least one.
        """
        size = trimmed_size(words)
        reading = self._read(text, words[:size])
        reading.extend(len(words) - size)
        return reading

    def _read(self, text: str, words: Sequence[str]) -> Reading:
        wrapped = is_wrapped(text)
        breaks = line_starts(words, wrapped)
        blank = [word.isspace() for word in words]
        named = inside_names(words)
        pieces = [self._wordpiece(word) for word in words]
        for index, pair in enumerate(pieces):
            if pair[0][0] == BREAK and not (index + 1 < len(words) and breaks[index + 1]):
                pieces[index] = ((SOFT if wrapped else BREAK,), 0)
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
        for index in range(window.own, window.end):
            starts[index] = breaks[index] or (
                likely[index - window.start] and not (blank[index] or named[index])
            )
        word = next((index for index in range(window.own, window.end) if not blank[index]), window.own)
        starts[word] = False
        starts[window.own] = True

    def _decide(
        self, reading: Reading, scores: Scores, window: Window, cut: int, blank: Sequence[bool]
    ) -> None:
        base = window.start
        new = slice(window.own - base, cut - base)
        sentences = [index for index in range(window.own, cut) if reading.starts[index]]
        heads = reading.heads
        for start, end in zip(sentences, [*sentences[1:], cut], strict=True):
            words = [index for index in range(start, end) if not blank[index]]
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
            for index in range(start, end):
                if blank[index]:
                    heads[index] = before
                else:
                    before = index
        labels = scores.deps(new, np.array(heads[window.own : cut]) - base)
        labels[:, self._root] = -np.inf
        reading.deps.extend(labels.argmax(axis=1).tolist())
        reading.upos.extend(scores.upos[new].argmax(axis=1).tolist())
        reading.xpos.extend(scores.xpos[new].argmax(axis=1).tolist())
        for name in self._kept:
            reading.scores[name].append(getattr(scores, name)[new])
        reading.links.append((base, window.own, getattr(scores, self._links)[new]))
