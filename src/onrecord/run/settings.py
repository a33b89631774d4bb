"""The settings that determine the output of a run besides its inputs, and how two of them differ."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.language import find_model, read_model
from onrecord.readers import ReadOptions
from onrecord.readers.registry import GROUP
from onrecord.run.article import RunConfig
from onrecord.run.extractor import Extractor

CODE = (".py", ".toml")
FOR_READING = ("brotli", "lxml", "pyarrow", "trafilatura")
"""Optional packages that affect how the text of an article is read."""


@cache
def environment() -> dict[str, str]:
    """Versions of the software the output may depend on, besides onrecord and its model."""
    packages = ("spacy", "onnxruntime", "numpy", "dateparser", "pydantic")
    return {"python": platform.python_version()} | {name: version(name) for name in packages}


def settings_of(
    config: RunConfig, options: ReadOptions, load: Callable[[RunConfig], Extractor]
) -> dict[str, Any]:
    """Everything that determines the output besides the inputs, as plain data.

    Raises:
        ModelError: There is no language model.
    """
    reading = asdict(options)
    reading["published"] = options.published and options.published.isoformat()
    model = find_model()
    return {
        "config": config.record(),
        "reading": reading,
        "versions": {
            "onrecord": __version__,
            "model": _model_version(model),
            **environment(),
            **_readers(),
        },
        "extractor": f"{load.__module__}.{load.__qualname__}",
        "checksums": {
            "model": checksum(model),
            "program": checksum(Path(__file__).parents[1], CODE),
        },
    }


@cache
def checksum(folder: Path, suffixes: tuple[str, ...] = ("",)) -> str:
    """SHA-256 of the names and contents of the files in a folder."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.endswith(suffixes):
            data = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return total.hexdigest()


@cache
def _readers() -> dict[str, str]:
    """Versions of the packages that read the inputs, including third-party readers."""
    versions = {}
    for name in FOR_READING:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    for point in entry_points(group=GROUP):
        if point.dist is not None and point.dist.name != "onrecord":
            versions[f"reader {point.name}"] = f"{point.dist.name} {point.dist.version}"
    return versions


@cache
def _model_version(folder: Path) -> str:
    return read_model(folder).version


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The differences between two settings, one phrase each."""
    old, new = dict(_flat(before)), dict(_flat(now))
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            if name.startswith("checksums."):
                yield f"the {name.removeprefix('checksums.')} has changed"
            else:
                yield f"{name} was {_shown(old.get(name))} and is {_shown(new.get(name))}"


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    else:
        yield name, value


def _shown(value: Any) -> str:
    text = "not set" if value is None else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
