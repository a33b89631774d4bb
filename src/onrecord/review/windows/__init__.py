"""A review in windows, with Textual."""

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
    """Review in windows until the reviewer ends it, or the terminal is gone.

    Raises:
        OnrecordError: Decisions cannot be written any more.
    """
    spare_collector()
    end_with_terminal(sys.stdin.fileno())
    app = ReviewApp(session, light=light)
    app.run()
    if app.failure:
        raise app.failure


def spare_collector() -> None:
    """Leave what is loaded by now out of the garbage collector's rounds: a key would wait for them."""
    gc.collect()
    gc.freeze()
