"""Small pieces of HTML that stand on a page hundreds of times; a function writes them faster than a macro."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from onrecord.claims.schema import ArticleRef
from onrecord.report.material import AnyClaim, ArticleClaims, article_key
from onrecord.report.speakers import speaker_key
from onrecord.sanitize import one_line, safe


def sanitize(value: object) -> object:
    """What a template puts on a page, without what could be obeyed; HTML of our own stays as it is."""
    return value if isinstance(value, Markup) else safe(value)


def escaped(text: object) -> str:
    """HTML of a text from outside, without what could be obeyed. Not ``Markup``, which is slow to join."""
    return str.__str__(escape(safe(text)))


def escaped_line(text: object) -> str:
    """The same on one line."""
    return str.__str__(escape(one_line(text)))


def bdi(text: object) -> str:
    """HTML of a text on one line, apart from the direction of the text around it."""
    return f"<bdi>{escaped_line(text)}</bdi>"


def name(text: object) -> Markup:
    """The same for a template."""
    return Markup(bdi(text))


def article_title(ref: ArticleRef) -> Markup:
    """The title of an article, or its id."""
    return name(ref.title or ref.id)


@pass_context
def place(context: Context, claim: AnyClaim) -> str:
    """The address of a claim beside its text."""
    return f"{context['root']}articles/{article_key(claim.article)}.html#c-{claim.id}"


@pass_context
def speaker(context: Context, claim: AnyClaim, article: ArticleClaims) -> Markup:
    """A claim's speaker, linked to the page of everything they say."""
    assert claim.speaker is not None
    key = speaker_key(claim.speaker, article)
    return Markup(f'<a href="{context["root"]}speakers/{key}.html">{name(claim.speaker.name)}</a>')
