"""Checks whether onrecord works: versions, model, extras, terminal, configuration, and a sample sentence."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from packaging.requirements import Requirement

from onrecord import __version__
from onrecord.config import find_config, read_config
from onrecord.errors import ConfigError, ModelError, OnrecordError

if TYPE_CHECKING:
    from onrecord.config.files import Commands

Verdict = Literal["ok", "absent", "wrong"]

ARTICLE = "Harbour master Ada Crane said on Monday that more than 40 boats were lost last year."
PUBLISHED = "2026-02-10"
EXPECTED = {
    "statement": ("more than 40 boats were lost last year", "Ada Crane", "2026-02-09"),
    "figure": ("more than 40 boats", "Ada Crane", "2025-01-01"),
}
"""The claims of ``ARTICLE``: words, speaker, and the first day of the period."""
NOT_FOR_USERS = frozenset({"dev", "fuzz", "train"})
"""Extras for developers of onrecord."""
MISSING = "missing"
SIGNS = "“é… ▁█"


@dataclass(frozen=True, slots=True)
class Check:
    """One check and its result. "absent" is not an error."""

    name: str
    verdict: Verdict
    found: str
    remedy: str = ""


def examine(commands: Commands, config: Path | None = None) -> Iterator[Check]:
    """Run all checks in order; stop if a required package is missing.

    Args:
        commands: The options of the command line, to check a configuration file against.
        config: The configuration file, if not the default one.
    """
    versions = list(check_versions())
    yield from versions
    if any(check.found == MISSING for check in versions):
        return
    yield check_model()
    yield from check_extras()
    yield check_terminal()
    yield check_config(commands, config)
    yield check_article()


def check_versions() -> Iterator[Check]:
    """The versions of Python, onrecord and its dependencies against the requirements."""
    yield Check("onrecord", "ok", __version__)
    wanted = metadata("onrecord")["Requires-Python"]
    python = platform.python_version()
    fits = Requirement(f"python{wanted or ''}").specifier.contains(python, prereleases=True)
    here = f"{python}, {platform.system()} {platform.machine()}"
    yield Check("python", "ok", here) if fits else Check("python", "wrong", here, f"use Python {wanted}")
    for needed in _requirements(""):
        have = _installed(needed)
        if have and needed.specifier.contains(have, prereleases=True):
            yield Check(needed.name, "ok", have)
        else:
            yield Check(
                needed.name, "wrong", have or MISSING, f"pip install '{needed.name}{needed.specifier}'"
            )


def check_model() -> Check:
    """The language model: its folder, and whether its files are intact."""
    from onrecord.language import find_model, read_model

    try:
        folder = find_model()
        files = read_model(folder)
        sums = json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("sha256", {})
        damaged = [name for name, digest in sums.items() if _sha256(folder / name) != digest]
        if damaged or not sums:
            what = ", ".join(damaged) or "meta.json"
            raise ModelError(f"{folder}: not as it was made: {what}")
    except (ModelError, OSError) as error:
        return Check("model", "wrong", str(error), "pip install --force-reinstall onrecord")
    return Check("model", "ok", f"{files.version} in {folder}, checksums right")


def check_extras() -> Iterator[Check]:
    """The optional extras, with the command that installs a missing one."""
    for extra in sorted(set(metadata("onrecord").get_all("Provides-Extra") or ()) - NOT_FOR_USERS):
        missing = [one.name for one in _requirements(extra) if not _installed(one)]
        if missing:
            without = f"without {', '.join(missing)}"
            yield Check(f"[{extra}]", "absent", without, f"pip install 'onrecord[{extra}]'")
        else:
            have = ", ".join(f"{one.name} {_installed(one)}" for one in _requirements(extra))
            yield Check(f"[{extra}]", "ok", have)


def check_terminal() -> Check:
    """Size, colours and character set of the terminal; only a note, since onrecord works without one."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        SIGNS.encode(encoding)
        signs = ""
    except UnicodeEncodeError:
        signs = "PYTHONIOENCODING=utf-8"
    if not sys.stdout.isatty():
        return Check("terminal", "absent" if signs else "ok", f"none, {encoding}", signs)
    size = shutil.get_terminal_size()
    colour = (
        "no colours"
        if "NO_COLOR" in os.environ
        else os.environ.get("COLORTERM") or os.environ.get("TERM", "")
    )
    properties = f"{size.columns} by {size.lines}, {colour}, {encoding}"
    return Check("terminal", "absent" if signs else "ok", properties, signs)


def check_config(commands: Commands, given: Path | None = None) -> Check:
    """The configuration file, if there is one: whether it is valid."""
    try:
        path = find_config(given)
        if path is None:
            return Check("onrecord.toml", "ok", "none here, none needed")
        read_config(path).options_for(commands)
    except ConfigError as error:
        return Check("onrecord.toml", "wrong", str(error), "correct the file, or move it away")
    return Check("onrecord.toml", "ok", str(path))


def check_article() -> Check:
    """Whether the whole pipeline extracts the right claims from a sample sentence."""
    from onrecord.api import extract

    try:
        claims = extract(ARTICLE, published=PUBLISHED)
    except OnrecordError as error:
        return Check("self-test", "wrong", str(error), "see model above")
    by_kind = {}
    for claim in claims:
        period = claim.said_on if claim.kind == "statement" else claim.period
        day = period.start.isoformat() if period else ""
        by_kind[claim.kind] = (claim.text, claim.speaker.name if claim.speaker else "", day)
    if by_kind != EXPECTED:
        return Check(
            "self-test", "wrong", f"{by_kind} instead of {EXPECTED}", "unset ONRECORD_MODEL, or reinstall"
        )
    return Check("self-test", "ok", f"{len(claims)} claims of one sentence, as they should be")


def _requirements(extra: str) -> list[Requirement]:
    """The requirements of onrecord, or of one of its extras."""
    parsed = (Requirement(line) for line in requires("onrecord") or ())
    if not extra:
        return [one for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return [one for one in parsed if one.marker is not None and _only_with(one, extra)]


def _only_with(one: Requirement, extra: str) -> bool:
    evaluate: Callable[[dict[str, str]], bool] = one.marker.evaluate  # type: ignore[union-attr]
    return evaluate({"extra": extra}) and not evaluate({"extra": ""})


def _installed(one: Requirement) -> str:
    try:
        return version(one.name)
    except PackageNotFoundError:
        return ""


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
