"""Output files that appear under their name only when they are complete."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from onrecord.errors import ConfigError
from onrecord.paths import is_remote
from onrecord.run.disk import Disk, lock, make_folder, sync_folder, write_all

BUFFER = 1 << 20
"""Size of the write buffer in bytes."""


class WholeFile:
    """A file that is written to a temporary file and renamed by ``commit``.

    The temporary file is ``.NAME.part`` in the same folder. It is locked while it is written, so that two
    runs cannot write the same output, and reused if a run that was killed left one behind. Remote files are
    written directly, as they only appear once they are complete.

    Raises:
        ConfigError: Another run is writing this file, or it cannot be created.
    """

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = path
        self.size = 0
        """Bytes written so far."""
        self.lines = 0
        self._hash = sha256()
        self._waiting = bytearray()
        self._finished = False
        if not is_remote(path) and path.is_dir():
            raise ConfigError(f"{path}: is a folder; name a file")
        try:
            self._file = _RemoteFile(path) if is_remote(path) else _LocalFile(path, disk or Disk())
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from error

    @property
    def sha256(self) -> str:
        """Hash of the bytes written so far."""
        return self._hash.hexdigest()

    def write(self, line: str) -> None:
        """Write a line, given without its newline."""
        self.put((line + "\n").encode("utf-8", "backslashreplace"))

    def put(self, lines: bytes) -> None:
        """Write bytes that are complete lines."""
        self._waiting += lines
        self._hash.update(lines)
        self.size += len(lines)
        self.lines += lines.count(b"\n")
        if len(self._waiting) >= BUFFER:
            self._flush()

    def commit(self) -> None:
        """Sync the file to disk, then rename it to its final name."""
        self.finish()
        self._file.commit()

    def finish(self) -> None:
        """Sync the file to disk, without renaming it yet."""
        if not self._finished:
            self._flush()
            self._file.finish()
            self._finished = True

    def discard(self) -> None:
        """Delete the temporary file, unless it was committed."""
        self._file.discard()

    def __enter__(self) -> WholeFile:
        """Return the file itself; leaving the block discards it unless it was committed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Discard the file unless it was committed."""
        self.discard()

    def _flush(self) -> None:
        self._file.write(bytes(self._waiting))
        self._waiting.clear()


class _LocalFile:
    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        self._disk = disk
        make_folder(path.parent, disk)
        self._handle: int | None = self._open()

    def write(self, data: bytes) -> None:
        assert self._handle is not None
        write_all(self._handle, data, self._disk)

    def finish(self) -> None:
        assert self._handle is not None
        self._disk.sync(self._handle)

    def commit(self) -> None:
        if sys.platform == "win32":  # which cannot rename an open file
            self._close()
        self._disk.rename(self._part, self._path)
        self._close()
        sync_folder(self._path.parent, self._disk)

    def discard(self) -> None:
        if self._handle is not None:
            if sys.platform == "win32":
                self._close()
            self._part.unlink(missing_ok=True)
            self._close()

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _open(self) -> int:
        while True:
            handle = self._disk.open(self._part, os.O_RDWR | os.O_CREAT)
            try:
                if lock(handle, self._part, self._path):
                    os.ftruncate(handle, 0)
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)


class _RemoteFile:
    def __init__(self, path: Path) -> None:
        self._stream = path.fs.open(path.path, "wb", autocommit=False)  # type: ignore[attr-defined]
        self._done = False

    def write(self, data: bytes) -> None:
        self._stream.write(data)

    def finish(self) -> None:
        self._stream.close()

    def commit(self) -> None:
        self._stream.commit()
        self._done = True

    def discard(self) -> None:
        if not self._done:
            self._stream.discard()
            self._done = True
