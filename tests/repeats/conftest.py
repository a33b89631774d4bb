"""Claims of invented articles, as far as what repeats them needs to be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from onrecord.repeats import ComparedClaim, Repeats

Record = dict[str, Any]


class Paper:
    """One article and its claims."""

    def __init__(self, ident: str, outlet: str | None = None, day: str | None = None, **about: Any) -> None:
        known = {"title": None, "url": None, **about}
        digest = sha256(ident.encode()).hexdigest()
        self.article = {"id": ident, "sha256": digest, "published": day, "outlet": outlet, **known}
        self.claims: list[Record] = []

    def said(self, text: str, who: str | None = None, kind: str = "person", **more: Any) -> Paper:
        about = {"role": more.pop("role", None), "affiliation": more.pop("affiliation", None)}
        speaker = {"name": who, "kind": kind, **about} if who else None
        content = [{"start": len(self.claims) * 100, "exact": text}]
        return self._claim("statement", text, speaker=speaker, content=content, mode="direct", **more)

    def counted(self, text: str, value: Any, measured: str | None, **more: Any) -> Paper:
        period = more.pop("period", "2025-01-01/2025-12-31")
        if period:
            more["period"] = dict(zip(("start", "end"), period.split("/"), strict=True))
        if "place" in more:
            more["place"] = {"exact": more["place"]}
        defaults = {"unit": "boat", "figure_kind": "count", "comparator": "="}
        span = {"start": len(self.claims) * 100, "exact": text}
        words = {"text": measured} if measured else None
        return self._claim("figure", text, value=value, measured=words, span=span, **defaults | more)

    def _claim(self, kind: str, text: str, **more: Any) -> Paper:
        ident = sha256(f"{self.article['id']} {len(self.claims)}".encode()).hexdigest()[:24]
        record = {"kind": kind, "id": ident, "article": self.article, "text": text, "rule": f"{kind}.test"}
        self.claims.append(record | {"sentence": f"It was told that {text}.", **more})
        return self


@pytest.fixture
def paper() -> type[Paper]:
    return Paper


@pytest.fixture
def repeats() -> Iterator[Callable[..., Repeats]]:
    """What some articles have in common."""
    opened: list[Repeats] = []

    def make(*papers: Paper) -> Repeats:
        claims = [msgspec.convert(claim, ComparedClaim) for one in papers for claim in one.claims]
        opened.append(Repeats(claims))
        return opened[-1]

    yield make
    for one in opened:
        one.__exit__()
