"""The full-screen interface of a review, built with Textual."""

import gc
import sys

from onrecord.errors import ConfigError
from onrecord.review.session import Session
from onrecord.review.windows.hangup import end_with_terminal

try:
    from onrecord.review.windows.app import ReviewApp
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "textual":
        raise
    raise ConfigError(
        "review in windows needs textual: pip install 'onrecord[review]', or use --plain"
    ) from error

__all__ = ["ReviewApp", "run_windows", "spare_collector"]


def run_windows(session: Session, *, light: bool = False) -> None:
    """Run the full-screen review until the reviewer ends it or the terminal closes.

    Raises:
        OnrecordError: Decisions can no longer be written.
    """
    spare_collector()
    end_with_terminal(sys.stdin.fileno())
    app = ReviewApp(session, light=light)
    app.run()
    if app.failure:
        raise app.failure


def spare_collector() -> None:
    """Exclude everything loaded so far from garbage collection, which would delay keys."""
    gc.collect()
    gc.freeze()
