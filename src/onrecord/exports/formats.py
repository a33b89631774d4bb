"""The export formats; their modules are imported on use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["lines", "file", "folder"]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    Its module has one of three functions: ``lines(material)`` gives a text file's lines, ``write(material,
    path)`` writes a binary file, ``files(material)`` gives the names and texts of a folder's files.
    """

    name: str
    what: str
    module: str
    kind: Kind = "lines"
    texts: bool = False
    """Needs the articles' texts."""
    whole: bool = False
    """Lossless: ``read(path)`` of its module gives the same claims back."""
    decisions: bool = False
    """Includes the decisions of reviewers."""
    columns: bool = False
    """Can have a choice of columns."""
    beside: bool = False
    """``beside(path)`` of its module gives the name and text of an additional file."""
    extra: str = ""
    """The extra of onrecord to install."""

    def record(self) -> dict[str, object]:
        """The format in ``onrecord export --list``."""
        return {
            "name": self.name,
            "what": self.what,
            "output": "folder" if self.kind == "folder" else "file",
            "stdout": self.kind == "lines",
            "needs_articles": self.texts,
            "holds_everything": self.whole,
            "extra": self.extra or None,
        }


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "one table, safe to open in a spreadsheet", "csv_table", whole=True, columns=True),
        Format(
            "parquet",
            "one typed table, for pandas, DuckDB, R",
            "parquet",
            "file",
            whole=True,
            extra="parquet",
        ),
        Format(
            "sqlite",
            "tables and full-text search, for Datasette",
            "sqlite",
            "file",
            whole=True,
            beside=True,
            decisions=True,
        ),
        Format("web-annotation", "W3C Web Annotations, JSON-LD", "web_annotation", whole=True),
        Format("schema-org", "schema.org Claim, JSON-LD", "schema_org"),
        Format("claim-review", "drafts of schema.org ClaimReview, without a rating", "claim_review"),
        Format("prodigy", "tasks with spans, JSON lines", "prodigy", texts=True),
        Format("label-studio", "tasks with predictions, JSON", "label_studio", texts=True),
        Format("doccano", "texts with labels, JSON lines", "doccano", texts=True),
        Format("brat", "standoff files, a folder", "brat", "folder", texts=True),
        Format("docbin", "spaCy Docs with spans and claims", "docbin", "file", texts=True, whole=True),
        Format("graphml", "a network of who said what about whom", "graphml"),
    )
}
