"""A report: a folder of HTML pages, opened from disk, that shows articles, speakers and figures.

``material`` reads the files; ``reading``, ``speakers``, ``figures``, ``overview`` and ``search`` turn them
into what a page shows; ``site`` fills the templates; ``folder`` writes the pages.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from onrecord.report.folder import check_folder, write_folder
from onrecord.report.material import Material, read_material
from onrecord.report.site import pages

__all__ = ["Material", "read_material", "write_report"]


def write_report(
    claims: Path,
    folder: Path,
    *,
    articles: Sequence[Path] = (),
    errors: Path | None = None,
    title: str = "",
    force: bool = False,
) -> tuple[Material, int]:
    """Write a report on a file of claims. The same files give the same bytes.

    Args:
        claims: A claims.jsonl.
        folder: Where the report goes; an older report there is replaced.
        articles: Where to look for the articles, besides the places they were read from.
        errors: The errors.jsonl of the same run.
        title: Title of the report; by default the name of the claims file.
        force: Replace the folder even if it is not a report.

    Returns:
        What the report is made from, and how many files it has.

    Raises:
        ConfigError: A file cannot be read or written, or the folder may not be replaced.
    """
    check_folder(folder, force=force, keep=[claims, *articles])
    material = read_material(claims, articles=articles, errors=errors)
    gc.freeze()  # claims live until the end; scanning them for garbage would be slow
    try:
        return material, write_folder(folder, pages(material, title or claims.stem))
    finally:
        gc.unfreeze()
