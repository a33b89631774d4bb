"""The HTML written once for every claim: its note, its fields, its marked text.

Functions write it instead of macros because most of a report's time is spent here. They clean and escape
each outside text once, however often it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote_plus

from markupsafe import Markup

from onrecord.claims import FigureClaim, Speaker, StatementClaim
from onrecord.repeats import Seen
from onrecord.report import shown
from onrecord.report.citing import claim_facts
from onrecord.report.inline import bdi, escaped, escaped_line
from onrecord.report.material import AnyClaim, ArticleClaims, article_key
from onrecord.report.overview import why
from onrecord.report.reading import Paragraph, StyledSpan
from onrecord.report.speakers import speaker_key
from onrecord.sanitize import one_line


class ClaimWriter:
    """Writes claims for the pages of articles and speakers, which are one folder below the report.

    Args:
        seen: By claim id, which other articles report the same.
    """

    def __init__(self, seen: Mapping[str, Seen]) -> None:
        self._seen = seen

    def notes(
        self, claims: Iterable[AnyClaim], article: ArticleClaims, figures: Mapping[str, FigureClaim]
    ) -> Markup:
        """List items for the claims of a paragraph.

        Args:
            claims: The claims, in text order.
            article: Their article.
            figures: The article's figures by id, for statements that contain some.
        """
        return Markup("".join(self._note(claim, article, figures) for claim in claims))

    def spoken(self, claims: Iterable[AnyClaim]) -> Markup:
        """List items for what a speaker says in one article."""
        return Markup("".join(map(self._spoken, claims)))

    def _note(self, claim: AnyClaim, article: ArticleClaims, figures: Mapping[str, FigureClaim]) -> str:
        words = escaped_line(claim.text)
        if isinstance(claim, FigureClaim):
            head = f'<span class="head">{_figure_words(claim, words)}</span>\n'
            if claim.measured and claim.measured.text not in claim.text:
                head += f'<span class="gist" dir="auto">{escaped_line(claim.measured.text)}</span>\n'
            fields = _figure_fields(claim, words)
        else:
            who = _name(claim.speaker.name if claim.speaker else "Nobody named")
            verb = f' <span class="verb">{_name(claim.cue.span.exact)}</span>' if claim.cue else ""
            head = f'<span class="head"><span class="who">{who}</span>{verb} {_badges(claim)}</span>\n'
            head += f'<span class="gist" dir="auto">{words}</span>\n'
            fields = _statement_fields(claim, words, figures)
        speaker = _speaker_field(claim.speaker, article) if claim.speaker else ""
        first, last = claim.offsets[0][0], claim.offsets[-1][1]
        return (
            f'<li class="note {claim.kind}" id="c-{claim.id}"'
            f' data-cite="{escaped(claim_facts(claim, f"#c-{claim.id}"))}">\n'
            f'<details>\n<summary data-step data-claim="{claim.id}">\n{head}'
            f'<span class="facts">{self._facts(claim)}</span>\n</summary>\n'
            f'<dl class="fields">\n{speaker}{fields}'
            f"<dt>Rule</dt><dd>{_rule(claim.rule)}</dd>\n"
            f"<dt>Confidence</dt><dd>{claim.confidence:.2f}</dd>\n"
            f'<dt>Claim</dt><dd class="soft">{claim.id}, characters {first} to {last}</dd>\n</dl>\n'
            f'<p class="back"><a href="#t-{claim.id}">Show in the text</a></p>\n</details>\n</li>\n'
        )

    def _spoken(self, claim: AnyClaim) -> str:
        link = f"../articles/{article_key(claim.article)}.html#c-{claim.id}"
        words = escaped_line(claim.text)
        facts = ""
        if isinstance(claim, FigureClaim):
            measured = f' <span class="soft">{bdi(claim.measured.text)}</span>' if claim.measured else ""
            body = f"<p>{_figure_words(claim, words)}{measured}</p>\n"
        else:
            body = f'<blockquote dir="auto">{words}</blockquote>\n'
            if claim.source:
                facts += f'<span class="role source">{_name(claim.source.exact)}</span> '
            if claim.cue:
                facts += f'<span class="role cue">{_name(claim.cue.span.exact)}</span> '
            facts += _badges(claim)
        return (
            f'<li class="{claim.kind}" data-cite="{escaped(claim_facts(claim, link))}">\n{body}'
            f'<p class="facts">{facts}{self._facts(claim)} ·'
            f' <a data-step href="{link}">in the article</a></p>\n</li>\n'
        )

    def _facts(self, claim: AnyClaim) -> str:
        """The line under a claim: period or mode, confidence, where else it is reported."""
        if isinstance(claim, FigureClaim):
            period = f"{shown.period(claim.period)} · " if claim.period else ""
            start = period + (f"{claim.change} · " if claim.change != "=" else "")
        else:
            start = f"{claim.mode} · "
        seen = self._seen.get(claim.id)
        return f"{start}confidence {claim.confidence:.2f}" + (f" · {bdi(seen.where)}" if seen else "")


def marked_text(paragraph: Paragraph) -> Markup:
    """The words of a paragraph, those of a claim linked to it."""
    return Markup("".join(map(_span, paragraph.spans)))


def _span(span: StyledSpan) -> str:
    anchors = "".join(f'<span id="t-{claim_id}"></span>' for claim_id in span.begins)
    text = escaped(span.text)
    if not span.target:
        return anchors + text
    marks = f'class="m {span.roles}"'
    if span.text.isspace():
        return f'{anchors}<span {marks} data-claims="{span.claims}">{text}</span>'
    link = f'tabindex="-1" href="#c-{span.target}" data-claims="{span.claims}"'
    return f"{anchors}<a {marks} {link}>{text}</a>"


def _figure_fields(claim: FigureClaim, words: str) -> str:
    value = f"{escaped(shown.value(claim))} {_name(shown.unit(claim))}"
    rows = f'<dt>Figure</dt><dd class="role figure"><bdi>{words}</bdi></dd>\n<dt>Value</dt><dd>{value}</dd>\n'
    if claim.measured:
        rows += f'<dt>Measures</dt><dd class="role measured">{bdi(claim.measured.text)}</dd>\n'
    if claim.period:
        rows += f"<dt>Period</dt><dd>{_period(claim.period.span.exact)}, {shown.period(claim.period)}</dd>\n"
    if claim.place:
        rows += f"<dt>Place</dt><dd>{_name(claim.place.exact)}</dd>\n"
    change = f", {claim.change}" if claim.change != "=" else ""
    rows += f"<dt>Kind</dt><dd>{shown.KINDS[claim.figure_kind]}{change}</dd>\n"
    if claim.statement:
        link = f'<a href="#c-{escaped(claim.statement)}">the statement around it</a>'
        rows += f"<dt>Said in</dt><dd>{link}</dd>\n"
    return rows


def _statement_fields(claim: StatementClaim, words: str, figures: Mapping[str, FigureClaim]) -> str:
    rows = ""
    if claim.source:
        rows += f'<dt>Source</dt><dd class="role source">{_name(claim.source.exact)}</dd>\n'
    if claim.cue:
        cue = f'<span class="role cue">{_name(claim.cue.span.exact)}</span>'
        rows += f"<dt>Cue</dt><dd>{cue}, {claim.cue.stance}</dd>\n"
    negated = ", negated" if claim.negated else ""
    content = f'<span class="role content"><bdi>{words}</bdi></span>, {claim.mode}{negated}'
    rows += f"<dt>Content</dt><dd>{content}</dd>\n"
    if claim.said_on:
        day = f"{_period(claim.said_on.span.exact)}, {shown.period(claim.said_on)}"
        rows += f"<dt>Said on</dt><dd>{day}</dd>\n"
    if claim.hedges:
        rows += f"<dt>Hedges</dt><dd>{'; '.join(bdi(hedge.exact) for hedge in claim.hedges)}</dd>\n"
    if claim.figures:
        known = [figures[claim_id] for claim_id in claim.figures if claim_id in figures]
        links = (f'<a href="#c-{figure.id}">{bdi(figure.text)}</a>' for figure in known)
        rows += f"<dt>Figures</dt><dd>{'; '.join(links)}</dd>\n"
    return rows


def _speaker_field(speaker: Speaker, article: ArticleClaims) -> str:
    link = f'<a href="../speakers/{speaker_key(speaker, article)}.html">{_name(speaker.name)}</a>'
    titles = "".join(f", {_name(title)}" for title in (speaker.role, speaker.affiliation) if title)
    resolved = f", by {escaped_line(speaker.resolved_by)}" if speaker.resolved_by else ""
    kind = f'<span class="soft">({speaker.kind}{resolved})</span>'
    return f"<dt>Speaker</dt><dd>{link}{titles} {kind}</dd>\n"


def _figure_words(claim: FigureClaim, words: str) -> str:
    plain = shown.plain(claim)
    unit = f' <span class="unit">{bdi(plain)}</span>' if plain else ""
    return f'<span class="value"><bdi>{words}</bdi></span>{unit}'


def _badges(claim: StatementClaim) -> str:
    named: list[str] = [claim.cue.stance] if claim.cue and claim.cue.stance != "neutral" else []
    named += ["negated"] if claim.negated else []
    return "".join(f'<span class="badge stance">{name}</span> ' for name in named)


def _period(words: str) -> str:
    return f'<span class="role period">{_name(words)}</span>'


@lru_cache(maxsize=1024)
def _rule(rule: str) -> str:
    reason = f": {escaped(why(rule))}" if why(rule) else ""
    link = f"../search.html?rule={quote_plus(one_line(rule))}"
    return f'<a href="{link}">{bdi(rule)}</a>{reason}'


_name = lru_cache(maxsize=65_536)(bdi)
"""Cached: names, cues and units repeat, and even a large report has few different ones."""
