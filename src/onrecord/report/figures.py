"""Figures grouped by what they measure, over time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.checks.rules import words
from onrecord.claims import FigureClaim
from onrecord.report.material import ArticleClaims, Material
from onrecord.report.plot import Plot, plot_figures
from onrecord.report.shown import KINDS, unit
from onrecord.report.strip import Strip, strip_of

_FEWEST_WORDS = 2
"""Figures from different articles are grouped only if the words and the place they share are this many."""
SERIES = 24
"""At most this many plots on the first page of figures."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure and its article."""

    article: ArticleClaims
    claim: FigureClaim


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one kind and unit for the same quantity, in order of date."""

    measured: str
    """In the words of the newest figure; "" if the articles do not say."""
    unit: str
    place: str
    figures: list[ArticleFigure]
    plot: Plot | None
    strip: Strip | None
    """Drawn instead of a plot when all figures are from one day."""

    @property
    def articles(self) -> int:
        """How many articles give such a figure."""
        return len({one.article.key for one in self.figures})

    @property
    def often(self) -> bool:
        """Whether there is more than one figure."""
        return len(self.figures) > 1


@dataclass(frozen=True, slots=True)
class Kind:
    """Figures of one kind in groups, the largest group first."""

    name: str
    heading: str
    groups: list[Group]

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(len(group.figures) for group in self.groups)


def gather_figures(material: Material) -> list[Kind]:
    """All figures, by kind and by what they measure.

    Two figures measure the same thing when their kind, unit, denominator ("per") and place are the same and
    they name what they measure in the same words; order and words like "the" and "of" do not count. If that
    is a single word and no place is given, they must also be from the same article.
    """
    by_kind: dict[str, dict[object, list[ArticleFigure]]] = defaultdict(lambda: defaultdict(list))
    for article in material.articles:
        for claim in article.figures:
            by_kind[claim.figure_kind][_sameness(article, claim)].append(ArticleFigure(article, claim))
    return [
        Kind(name, heading, sorted(map(_group, by_kind[name].values()), key=_largest_first))
        for name, heading in KINDS.items()
        if name in by_kind
    ]


def longest_series(kinds: Iterable[Kind]) -> list[Group]:
    """The groups with a plot that have the most figures."""
    plotted = (group for kind in kinds for group in kind.groups if group.plot)
    return sorted(plotted, key=lambda group: -len(group.figures))[:SERIES]


def _sameness(article: ArticleClaims, claim: FigureClaim) -> object:
    said = claim.measured.text if claim.measured else ""
    content = frozenset(_WORD.findall(said.lower())) - words("empty")
    place = " ".join(claim.place.exact.lower().split()) if claim.place else ""
    where = "" if len(content) + bool(place) >= _FEWEST_WORDS else article.key
    return (claim.unit, claim.per, place, content, where) if content else claim.id


def _group(figures: list[ArticleFigure]) -> Group:
    newest = figures[0].claim
    said = newest.measured.text if newest.measured else ""
    ordered = sorted(figures, key=_by_day)
    place = newest.place.exact if newest.place else ""
    drawn = [(one.article, one.claim) for one in ordered]
    plot = plot_figures(drawn)
    return Group(said, unit(newest), place, ordered, plot, None if plot else strip_of(drawn))


def _by_day(figure: ArticleFigure) -> tuple[str, str, str, int]:
    period, ref = figure.claim.period, figure.article.ref
    day = period.end if period else ref.published
    return str(day or ""), str(ref.published or ""), ref.id, figure.claim.span.start


def _largest_first(group: Group) -> tuple[bool, int, str, str]:
    return not group.measured, -len(group.figures), group.measured.lower(), group.figures[0].claim.id
