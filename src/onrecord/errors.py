"""Every error onrecord raises on purpose, and its one warning.

OnrecordError
├── ConfigError        a setting, a rule file or a command-line value that cannot be used   (exit code 3)
├── ModelError         the language model is missing, damaged or of another format          (exit code 3)
├── ReaderError        an input that cannot be turned into articles                         (errors.jsonl)
└── ArticleError       one article that cannot be processed                                 (errors.jsonl)
    └── ClaimError     one claim that does not validate against the schema                  (errors.jsonl)
"""

from __future__ import annotations

from typing import Any


class OnrecordError(Exception):
    """Base of the tree. The message names the file, the position in it and the remedy."""


class ConfigError(OnrecordError):
    """A setting, a rule file or a command-line value cannot be used."""


class ModelError(OnrecordError):
    """The language model is missing, damaged or of a format this version does not read."""


class ReaderError(OnrecordError):
    """An input cannot be turned into articles."""


class ArticleError(OnrecordError):
    """One article cannot be processed; the others can."""


class ClaimError(ArticleError):
    """One claim does not validate against the schema; the article's other claims do.

    ``claim`` is the rejected draft, which is kept in errors.jsonl.
    """

    def __init__(self, message: str, claim: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.claim = claim


class ClaimWarning(UserWarning):
    """A claim did not validate and is missing from the result."""
