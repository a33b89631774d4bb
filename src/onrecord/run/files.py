"""Files that appear under their name whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from onrecord.errors import ConfigError

if sys.platform != "win32":
    import fcntl


class WholeFile:
    """A text file written beside its place and moved there by ``commit``.

    The temporary file is ``.NAME.part`` in the same folder. It is locked while it is written, so that two
    runs cannot write the same output, and reused where a killed run left one behind.

    Raises:
        ConfigError: Another run is writing this file, or it cannot be created.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f".{path.name}.part")
        if path.is_dir():
            raise ConfigError(f"{path}: is a folder; name a file")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = os.fdopen(
                self._open(), "w", encoding="utf-8", newline="\n", errors="backslashreplace"
            )
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from error

    def write(self, line: str) -> None:
        """Add a line, given without its end."""
        self._stream.write(line + "\n")

    def commit(self) -> None:
        """Make sure the bytes are on the disk, then give them their name."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        os.replace(self._part, self.path)
        self._stream.close()
        if sys.platform != "win32":
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Leave no trace, unless the file was committed."""
        if not self._stream.closed:
            self._part.unlink(missing_ok=True)
            self._stream.close()

    def __enter__(self) -> WholeFile:
        """The file itself; leaving the block discards what was not committed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Discard what was not committed."""
        self.discard()

    def _open(self) -> int:
        while True:
            handle = os.open(self._part, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                if self._lock(handle):
                    os.ftruncate(handle, 0)
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def _lock(self, handle: int) -> bool:
        """Lock the open file; False where it was moved away before it could be locked."""
        if sys.platform == "win32":
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigError(f"{self.path}: another run is writing it now") from error
        try:
            return os.path.samestat(os.fstat(handle), os.stat(self._part))
        except FileNotFoundError:
            return False
