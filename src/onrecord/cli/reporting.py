"""What ``onrecord extract`` shows on stderr: a progress bar on a terminal, and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.terminal import one_line, say, stderr_console
from onrecord.readers import Failure, Inputs
from onrecord.readers.remedies import REMEDIES

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.run import Joined, Outcome, Report, Unit

NAMED = 5
"""How many failures are listed on the screen; all of them are in errors.jsonl."""
BYTES_PER_WORD = 6
"""Estimated bytes per word, used while the number of articles in a large input is unknown."""


@dataclass
class Shown:
    """Follows a run: advances the progress bar and collects the first failures and skipped items."""

    bar: Progress | None = None
    task: TaskID | None = None
    articles: int = 0
    _partial: dict[int, int] = field(default_factory=dict)
    """Bytes counted as done for each large input that is not finished, by its batch."""
    failures: list[Failure] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    skipped_names: list[str] = field(default_factory=list)

    def step(self, outcome: Outcome) -> None:
        """Record a finished item."""
        self.articles += outcome.article is not None
        wanted = [failure for failure in outcome.failures if failure.stage not in ("duplicate", "date")]
        self.failures += wanted[: NAMED - len(self.failures)]
        self._show(0)

    def file_done(self, size: int) -> None:
        """Record a finished file of this size in bytes."""
        self._show(size)

    def unit_done(self, unit: Unit, report: Report, last: bool) -> None:
        """Record a finished unit: the bar advances by its bytes, estimated for part of a large input."""
        self.articles += report.articles
        size = sum(max(entry.size, 1) for entry in unit.entries)
        before = self._partial.pop(unit.batch, 0)
        done = size if last else min(size, before + report.words * BYTES_PER_WORD)
        if not last:
            self._partial[unit.batch] = done
        self._show(done - before)

    def take(self, joined: Joined) -> Report:
        """Take over the failures and skipped items of a finished run; returns its counts."""
        self.failures = joined.failures
        self.skipped, self.skipped_names = joined.skipped, joined.skipped_names
        return joined.report

    def _show(self, size: int) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, advance=size, description=f"{self.articles:,} articles")


@contextmanager
def show_progress(inputs: Inputs, *, quiet: bool = False) -> Iterator[Shown]:
    """Show a progress bar with an estimate, based on the bytes of the inputs, if stderr is a terminal.

    Args:
        inputs: The files.
        quiet: Show no bar, because claims are printed on the same terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield Shown()
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    with Progress(*columns, console=stderr_console(), transient=True) as bar:
        shown = Shown(bar, bar.add_task("0 articles", total=inputs.size() or None))
        inputs.done = shown.file_done
        yield shown


def nothing_to_read(paths: Sequence[str], inputs: Inputs) -> str:
    """The message if the inputs have no file that any reader accepts, with what they have instead."""
    where = ", ".join(one_line(path) for path in paths)
    skipped = ", ".join(f"{count} {one_line(kind)}" for kind, count in sorted(inputs.skipped.items()))
    hints = "".join(f"\n{hint}" for hint in _hints(inputs.skipped))
    return f"onrecord: no articles in {where}: {f'only {skipped}' if skipped else 'it is empty'}{hints}"


def _hints(skipped: Mapping[str, int]) -> Iterator[str]:
    """Advice on common kinds of files that no reader accepts."""
    return (f"{suffix}: {REMEDIES[suffix]}" for suffix in sorted(skipped) if suffix in REMEDIES)


def summarise(report: Report, shown: Shown, inputs: Inputs, written: Sequence[Path]) -> None:
    """Print what was found, what failed or was skipped, and which files were written."""
    for failure in shown.failures:
        say(f"{one_line(failure.article)}: {one_line(failure.message)}")
    more = report.failed + report.refused - len(shown.failures)
    if more > 0:
        say(f"... and {more} more failures")
    skipped = inputs.skipped + shown.skipped
    if skipped:
        kinds = ", ".join(f"{count} {one_line(suffix)}" for suffix, count in sorted(skipped.items()))
        named = [*inputs.skipped_names, *shown.skipped_names][:NAMED]
        names = ", ".join(one_line(name) for name in named)
        rest = " ..." if skipped.total() > len(named) else ""
        say(f"skipped, no articles: {kinds} ({names}{rest})")
        for hint in _hints(skipped):
            say(hint)
        if skipped.keys() & {"withdrawn", "embargoed"}:
            say("--include-withdrawn takes what was withdrawn or is embargoed")
    if report.unread_dates:
        say(
            f"{report.unread_dates} articles give a date that cannot be read, and went on without it: those "
            'of stage "date" among the errors; write dates as 2026-02-10, or name another field with '
            "--field published=NAME",
        )
    if report.undated:
        say(
            f'{report.undated} articles without a publication date: "last year" stays unresolved there, '
            "give --published, or the name of the field that holds it with --field or --preset",
        )
    say(_table(report))
    for path in written:
        say(one_line(path))


def _table(report: Report) -> str:
    rows = {
        "articles": report.articles,
        "statements": report.statements,
        "figures": report.figures,
        "duplicates": report.duplicates,
        "failed": report.failed,
        "claims that did not validate": report.refused,
    }
    always = ("articles", "statements", "figures", "failed")
    shown = {name: f"{count:,}" for name, count in rows.items() if count or name in always}
    left, right = max(map(len, shown)), max(map(len, shown.values()))
    return "\n".join(f"{name:<{left}}  {count:>{right}}" for name, count in shown.items())
