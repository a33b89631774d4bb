"""One place where the commands of all pages run, page after page as on the site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docs_pages import ROOT


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the project's root, so that commands leave nothing in it."""
    place = tmp_path_factory.mktemp("docs") / "project"
    place.mkdir()
    for name in ("benchmarks", "corpus", "docs", "models"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture(scope="session")
def run(place: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in the place as a shell does; ``typed`` is its standard input."""

    def run(command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
        arguments = ["bash", "-c", command]
        return subprocess.run(
            arguments, cwd=place, env=environment, input=typed, capture_output=True, text=True
        )

    return run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from a copy, since the builder writes beside the pages."""
    project = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs", project / "docs")
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "models").symlink_to(ROOT / "models")
    build = [Path(sys.executable).with_name("zensical"), "build", "--strict"]
    done = subprocess.run(build, cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "build/site"
