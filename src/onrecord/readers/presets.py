"""Field maps for well-known tools and collections; ``--field`` overrides single names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers.fields import look_up

PRESETS: Mapping[str, Mapping[str, str]] = {
    "cc-news": {"published": "published,fetched"},
    "huggingface": {
        "text": "text,article,document,content,body",
        "title": "title,headline",
        "published": "published,date,publish_date,published_at,timestamp",
        "outlet": "outlet,domain,publication,publisher,source",
        "url": "url,link",
        "byline": "byline,authors,author",
    },
    "mediacloud": {
        "text": "text,story_text",
        "id": "id,stories_id",
        "published": "publish_date",
        "outlet": "media_name",
    },
    "news-please": {
        "text": "maintext",
        "published": "date_publish",
        "outlet": "source_domain",
        "byline": "authors",
    },
}


def preset_fields(name: str) -> Mapping[str, str]:
    """The field map of a preset.

    Raises:
        ConfigError: There is no such preset.
    """
    if name not in PRESETS:
        raise ConfigError(f"--preset {name}: use one of {', '.join(PRESETS)}")
    return PRESETS[name]


def fitting_preset(record: Mapping[str, Any]) -> str | None:
    """The preset that finds the text and the most other fields in a record."""

    def fields_found(name: str) -> int:
        return sum(look_up(record, theirs) is not None for theirs in PRESETS[name].values())

    fitting = [
        name
        for name, names in PRESETS.items()
        if "text" in names and look_up(record, names["text"]) is not None
    ]
    return max(fitting, key=fields_found, default=None)
