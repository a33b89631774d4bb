"""The claims as data for the search page: lists of names, and one short row per claim."""

from __future__ import annotations

import json
from typing import Any

from onrecord.claims import FigureClaim
from onrecord.report import shown
from onrecord.report.material import Material
from onrecord.report.speakers import speaker_key
from onrecord.review.view import shortened
from onrecord.sanitize import one_line


class _Names:
    """Numbered names, each stored once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, name: Any) -> int:
        """The number of a name, -1 for None."""
        return -1 if name is None else self._numbers.setdefault(name, len(self._numbers))

    def list(self) -> list[Any]:
        """The names in order of their numbers."""
        return list(self._numbers)


def search_data(material: Material) -> str:
    """The data of the search page as a script that holds one constant, ``claimsData``.

    It is JSON in a string, in ASCII, so that nothing in a claim is ever read as code.
    """
    names = {name: _Names() for name in ("speakers", "outlets", "modes", "units", "rules", "sentences")}
    articles = []
    claims = []
    for number, article in enumerate(material.articles):
        ref = article.ref
        outlet = names["outlets"].number(one_line(ref.outlet) if ref.outlet else None)
        address = shown.web_address(ref.url) or ""
        articles.append(
            [article.key, one_line(ref.title or ref.id), outlet, str(ref.published or ""), address]
        )
        for claim in article.claims:
            speaker = claim.speaker and (speaker_key(claim.speaker, article), one_line(claim.speaker.name))
            figure = claim if isinstance(claim, FigureClaim) else None
            claims.append(
                [
                    claim.id,
                    number,
                    names["speakers"].number(speaker),
                    names["modes"].number(getattr(claim, "mode", None)),
                    names["units"].number(figure and one_line(figure.unit)),
                    names["rules"].number(one_line(claim.rule)),
                    round(claim.confidence, 2),
                    names["sentences"].number(shortened(claim.sentence)),
                    shortened(claim.text),
                    one_line(f"{shown.value(figure)} {shown.unit(figure)}") if figure else "",
                ]
            )
    data = {"articles": articles, "claims": claims, **{name: table.list() for name, table in names.items()}}
    text = json.dumps(data, separators=(",", ":"))
    return f"const claimsData = JSON.parse({json.dumps(text)});\n"
