"""Small pieces of HTML that a page has hundreds of; functions write them faster than macros."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from onrecord.claims.schema import ArticleRef
from onrecord.report.material import AnyClaim, ArticleClaims, article_key
from onrecord.report.speakers import speaker_key
from onrecord.sanitize import one_line, safe


def sanitize(value: object) -> object:
    """A value for a page, without control and direction characters; our own HTML is left as it is."""
    return value if isinstance(value, Markup) else safe(value)


def escaped(text: object) -> str:
    """Outside text as HTML, without control and direction characters; a ``str``: ``Markup`` joins slowly."""
    return str.__str__(escape(safe(text)))


def escaped_line(text: object) -> str:
    """The same as ``escaped``, on one line."""
    return str.__str__(escape(one_line(text)))


def bdi(text: object) -> str:
    """HTML of a text on one line, isolated from the writing direction around it."""
    return f"<bdi>{escaped_line(text)}</bdi>"


def name(text: object) -> Markup:
    """The same as ``bdi``, for a template."""
    return Markup(bdi(text))


def article_title(ref: ArticleRef) -> Markup:
    """The title of an article, or its id."""
    return name(ref.title or ref.id)


@pass_context
def place(context: Context, claim: AnyClaim) -> str:
    """The link to a claim on its article's page."""
    return f"{context['root']}articles/{article_key(claim.article)}.html#c-{claim.id}"


@pass_context
def speaker(context: Context, claim: AnyClaim, article: ArticleClaims) -> Markup:
    """A claim's speaker, linked to the speaker's page."""
    assert claim.speaker is not None
    key = speaker_key(claim.speaker, article)
    return Markup(f'<a href="{context["root"]}speakers/{key}.html">{name(claim.speaker.name)}</a>')
