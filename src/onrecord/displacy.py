"""The spans of a Doc in a notebook, in the colours of the report.

spacy.displacy.render(doc, style="span", options=onrecord.displacy_options())
"""

from __future__ import annotations

from typing import Any, get_args

from onrecord.errors import ConfigError
from onrecord.records import Granularity, MentionKind

SOURCE, CUE, CONTENT, FIGURE, PERIOD = "#cfb0f2", "#e6bd70", "#93bff2", "#7cd3b3", "#f3a5c2"
"""The report's colours on dark paper, on which black words are readable."""
GROUPS = ("statements", "figures", "periods", "quotes", "mentions")


def displacy_options(group: str = "statements") -> dict[str, Any]:
    """Options of ``spacy.displacy.render`` with ``style="span"``.

    Args:
        group: Which of the Doc's groups of spans: ``statements``, ``figures``, ``periods``, ``quotes`` or
            ``mentions``.

    Raises:
        ConfigError: There is no such group.
    """
    if group not in GROUPS:
        raise ConfigError(f"{group}: no group of spans; there are {', '.join(GROUPS)}")
    colors = {"SOURCE": SOURCE, "CUE": CUE, "CONTENT": CONTENT, "QUOTE": CONTENT}
    if group == "figures":
        from onrecord.claims.explain import known_rules

        colors |= {rule.upper(): FIGURE for rule in known_rules() if rule.startswith("figure.")}
    elif group == "periods":
        colors |= {name.upper(): PERIOD for name in get_args(Granularity)}
    elif group == "mentions":
        colors |= {name.upper(): SOURCE for name in get_args(MentionKind)}
    return {"spans_key": group, "colors": colors}
