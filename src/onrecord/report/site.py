"""The pages of a report, each rendered from its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from onrecord import __version__
from onrecord.checks import Finding
from onrecord.claims import FigureClaim
from onrecord.errors import ConfigError
from onrecord.report import shown
from onrecord.report.citing import article_facts
from onrecord.report.figures import gather_figures, longest_series
from onrecord.report.material import ArticleClaims, Material, article_key
from onrecord.report.outlets import gather_outlets, shared_speakers
from onrecord.report.overview import count, count_by, why
from onrecord.report.reading import read_article
from onrecord.report.repeated import gather_repeats
from onrecord.report.search import search_data
from onrecord.report.speakers import by_article, gather_speakers
from onrecord.report.story import most_quoted, most_widely_reported
from onrecord.report.timeline import timeline
from onrecord.sanitize import one_line

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = (
    *("report.css", "icon.svg"),
    *("theme.js", "page.js", "copy.js", "download.js", "asked.js", "search.js"),
)
PAGE = 200
"""Rows of a list per page."""
GROUPS = 60
"""Groups of figures per page."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; the list is split over ``parts`` pages."""

    stem: str
    items: Sequence[Item]
    number: int
    parts: int

    @property
    def name(self) -> str:
        """Its file name."""
        return self.file(self.number)

    def file(self, number: int) -> str:
        """The file of another page of the list, counted from 1."""
        return f"{self.stem}{f'-{number}' if number > 1 else ''}.html"


def pages(material: Material, title: str) -> Iterator[tuple[str, str]]:
    """All files of a report, each as its path inside the folder and its text.

    Raises:
        ConfigError: Jinja is not installed.
    """
    templates = _environment(material, title)
    from onrecord.report.notes import ClaimWriter  # needs Jinja, too

    def page(template: str, name: str, **values: Any) -> tuple[str, str]:
        root = "../" * name.count("/")
        return name, templates.get_template(f"{template}.html").render(root=root, page=template, **values)

    speakers = gather_speakers(material)
    kinds = gather_figures(material)
    outlets = gather_outlets(material)
    repeated = gather_repeats(material)
    templates.globals |= {"repeated": repeated, "claims": ClaimWriter(repeated.seen)}
    yield page(
        "index",
        "index.html",
        counts=count(material),
        speakers=speakers,
        kinds=kinds,
        outlets=outlets,
        quoted=most_quoted(speakers, repeated),
        quantities=most_widely_reported(kinds),
    )
    yield page("outlets", "outlets.html", outlets=outlets, shared=shared_speakers(speakers, outlets))
    for part in parted(material.articles, "articles"):
        yield page("articles", part.name, part=part, articles=material.articles)
    findings = _findings_by_article(material)
    for before, article, after in _neighbours(material.articles):
        yield page(
            "article",
            f"articles/{article.key}.html",
            article=article,
            reading=read_article(article),
            figures={figure.id: figure for figure in article.figures},
            findings=findings.get(article.key, []),
            before=before,
            after=after,
        )
    for voices in parted(speakers, "speakers"):
        yield page("speakers", voices.name, part=voices, speakers=speakers)
    for voice in speakers:
        for said in parted(voice.said, f"speakers/{voice.key}"):
            yield page(
                "speaker",
                said.name,
                voice=voice,
                part=said,
                heard=by_article(said.items),
                timeline=timeline(voice.said),
                outlets=count_by(voice.said, lambda article, _: article.ref.outlet or ""),
            )
    yield page("figures", "figures.html", kinds=kinds, series=longest_series(kinds))
    for kind in kinds:
        for groups in parted(kind.groups, f"figures/{kind.name}", GROUPS):
            yield page("kind", groups.name, kind=kind, part=groups)
    for checked in parted(material.findings, "checks"):
        yield page("checks", checked.name, part=checked)
    for errors in parted(material.errors or [], "errors"):
        yield page("errors", errors.name, part=errors)
    yield page("search", "search.html")
    pipelines = Counter(claim.pipeline for _, claim in material.claims())
    yield page("about", "about.html", pipelines=sorted(pipelines.items(), key=lambda one: -one[1]))
    yield "data/claims.js", search_data(material)
    for name in ASSETS:
        yield f"assets/{name}", (files("onrecord.report") / "assets" / name).read_text(encoding="utf-8")


def parted(items: Sequence[Item], stem: str, size: int = PAGE) -> list[Part[Item]]:
    """Split a list into pages; an empty list is one empty page."""
    cuts = [items[start : start + size] for start in range(0, len(items), size)] or [items]
    return [Part(stem, cut, number, len(cuts)) for number, cut in enumerate(cuts, start=1)]


def _neighbours(
    articles: Sequence[ArticleClaims],
) -> Iterator[tuple[ArticleClaims | None, ArticleClaims, ArticleClaims | None]]:
    for index, article in enumerate(articles):
        after = articles[index + 1] if index + 1 < len(articles) else None
        yield articles[index - 1] if index else None, article, after


def _findings_by_article(material: Material) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    for finding in material.findings:
        for key in dict.fromkeys(article_key(term.claim.article) for term in finding.terms):
            findings.setdefault(key, []).append(finding)
    return findings


def _environment(material: Material, title: str) -> Environment:
    """Templates that escape all values and drop control and direction characters."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        from onrecord.report import inline, notes
    except ModuleNotFoundError as error:
        raise ConfigError("a report needs an extra: pip install 'onrecord[report]'") from error

    templates = Environment(
        loader=PackageLoader("onrecord.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inline.sanitize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "line": one_line,
        "value": shown.value,
        "unit": shown.unit,
        "plain": shown.plain,
        "day": shown.day,
        "days": shown.period,
        "plural": shown.plural,
        "web": shown.web_address,
        "host": shown.host,
    }
    templates.globals |= {
        "title": title,
        "material": material,
        "failing": [finding for finding in material.findings if finding.failing],
        "version": __version__,
        "why": why,
        "article_key": article_key,
        "inline": inline,
        "marked_text": notes.marked_text,
        "article_facts": article_facts,
        "is_figure": lambda claim: isinstance(claim, FigureClaim),
        "kind_headings": shown.KINDS,
    }
    return templates
