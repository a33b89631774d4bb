"""onrecord: folders of news articles in, structured and checkable claims out.

    import onrecord

    for claim in onrecord.extract(text, published="2026-02-10"):
        print(claim.kind, claim.text, claim.speaker and claim.speaker.name)

``onrecord.load()`` is the spaCy pipeline behind it. Names are imported on first use, so that
``import onrecord`` and the command line start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.errors import (
    ArticleError,
    ClaimError,
    ClaimWarning,
    ConfigError,
    ModelError,
    OnrecordError,
    ReaderError,
)

if TYPE_CHECKING:
    from onrecord.api import extract
    from onrecord.claims import Claim, FigureClaim, StatementClaim, json_schema, parse_claim
    from onrecord.config import read_config
    from onrecord.displacy import displacy_options
    from onrecord.exports.frame import to_frame
    from onrecord.pipeline import load
    from onrecord.readers import Article
    from onrecord.run import Report, RunConfig, process_shard

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleError",
    "Claim",
    "ClaimError",
    "ClaimWarning",
    "ConfigError",
    "FigureClaim",
    "ModelError",
    "OnrecordError",
    "ReaderError",
    "Report",
    "RunConfig",
    "StatementClaim",
    "__version__",
    "displacy_options",
    "extract",
    "json_schema",
    "load",
    "parse_claim",
    "process_shard",
    "read_config",
    "stored_text",
    "to_frame",
]

_HOMES = {
    "Article": "readers",
    "Claim": "claims",
    "FigureClaim": "claims",
    "Report": "run",
    "RunConfig": "run",
    "StatementClaim": "claims",
    "displacy_options": "displacy",
    "extract": "api",
    "json_schema": "claims",
    "load": "pipeline",
    "parse_claim": "claims",
    "process_shard": "run",
    "read_config": "config",
    "stored_text": "readers",
    "to_frame": "exports.frame",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    value = getattr(import_module(f"onrecord.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
