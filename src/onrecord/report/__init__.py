"""A report: a folder of pages that opens from the disk, to read articles, speakers and figures in.

``material`` reads the files; ``reading``, ``speakers``, ``figures``, ``overview`` and ``search`` bring them
into the form of a page; ``site`` fills the templates; ``folder`` puts the pages where they belong.
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
    """Write a report of a file of claims. The same files give the same bytes.

    Args:
        claims: A claims.jsonl.
        folder: Where the report goes; an older report there is replaced.
        articles: Where to look for the articles, besides where they were read.
        errors: The errors.jsonl of the same run.
        title: What the report is called; by default as the file of claims.
        force: Replace a folder that is no report.

    Returns:
        What the report is made of, and how many files it has.

    Raises:
        ConfigError: Something cannot be read or written, or is not to be replaced.
    """
    check_folder(folder, force=force, keep=[claims, *articles])
    material = read_material(claims, articles=articles, errors=errors)
    gc.freeze()  # claims stay until the end, and looking through them for garbage would take long
    try:
        return material, write_folder(folder, pages(material, title or claims.stem))
    finally:
        gc.unfreeze()
