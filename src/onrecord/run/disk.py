"""Atomic and durable writes of small files and folders: complete or absent, even after a power cut."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import portalocker
from portalocker import LockFlags

from onrecord.errors import ConfigError
from onrecord.paths import is_remote

NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
"""Errors of file systems without locks, on which other runs go unnoticed."""
UNFINISHED = ".unfinished"
"""Suffix of files that are being written."""


class Disk:
    """The system calls, one method each. Tests substitute one whose k-th call fails."""

    def open(self, path: Path, flags: int) -> int:
        """Open a file and return its handle."""
        return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)

    def write(self, handle: int, data: memoryview) -> int:
        """Write and return the number of bytes written."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Wait until the file is on disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close the handle."""
        os.close(handle)

    def read(self, path: Path) -> bytes:
        """Read a whole file."""
        return path.read_bytes()

    def rename(self, old: Path, new: Path) -> None:
        """Rename a file, replacing any file of that name."""
        os.replace(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        os.unlink(path)

    def make_folder(self, path: Path) -> None:
        """Make a folder and its parents."""
        os.makedirs(path, exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def names(self, path: Path) -> list[str]:
        """The names in a folder, sorted."""
        return sorted(os.listdir(path))


def write_whole(path: Path, data: bytes, disk: Disk) -> None:
    """Write a small file atomically. Several processes may write the same file at once.

    Raises:
        OSError: It cannot be written; no partial file is left behind.
    """
    if is_remote(path):
        path.fs.pipe_file(path.path, data)  # type: ignore[attr-defined]
        return
    part = path.with_name(f"{path.name}.{uuid4().hex}{UNFINISHED}")
    handle = disk.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            write_all(handle, data, disk)
            disk.sync(handle)
        finally:
            disk.close(handle)
        disk.rename(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent, disk)


def read_whole(path: Path, disk: Disk) -> bytes:
    """Read a whole file, local or remote."""
    if is_remote(path):
        return bytes(path.fs.cat_file(path.path))  # type: ignore[attr-defined]
    return disk.read(path)


def names_in(folder: Path, disk: Disk) -> list[str]:
    """The names in a folder, sorted; empty if there is no such folder."""
    try:
        if is_remote(folder):
            folder.fs.invalidate_cache(folder.path)  # type: ignore[attr-defined]
            return sorted(path.name for path in folder.iterdir())
        return disk.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def make_folder(path: Path, disk: Disk) -> None:
    """Make a folder and its parents so that they survive a power cut."""
    missing = []
    while not is_remote(path) and not path.is_dir():
        missing.append(path)
        path = path.parent
    if missing:
        disk.make_folder(missing[0])
        for made in missing:
            sync_folder(made.parent, disk)


def remove(path: Path, disk: Disk) -> None:
    """Remove a file if it exists."""
    try:
        if is_remote(path):
            path.unlink()
        else:
            disk.remove(path)
    except FileNotFoundError:
        return


def sync_folder(path: Path, disk: Disk) -> None:
    """Wait until the names in a folder are on disk."""
    if sys.platform != "win32":
        handle = disk.open(path, os.O_RDONLY)
        try:
            disk.sync(handle)
        finally:
            disk.close(handle)


def write_all(handle: int, data: bytes, disk: Disk) -> None:
    """Write all bytes, in as many calls as it takes."""
    view = memoryview(data)
    while view:
        view = view[disk.write(handle, view) :]


def lock(handle: int, path: Path, what: Path, *, shared: bool = False, wait: bool = False) -> bool:
    """Lock an open file; False if it was moved or deleted before it could be locked.

    Args:
        handle: The file.
        path: Its name.
        what: The output to name in the error message.
        shared: Whether other processes may hold a shared lock at the same time.
        wait: Whether to wait for the lock.

    Raises:
        ConfigError: Another run holds the lock.
    """
    kind = LockFlags.SHARED if shared else LockFlags.EXCLUSIVE
    try:
        portalocker.lock(handle, kind if wait else kind | LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked as error:
        raise ConfigError(f"{what}: another run is writing it now") from error
    except portalocker.LockException as error:
        cause = error.__cause__
        if not isinstance(cause, OSError):
            raise ConfigError(f"{what}: cannot be locked: {error}") from error
        if cause.errno not in NO_LOCKS:
            raise cause from None
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


@contextmanager
def locked(path: Path, what: Path, *, shared: bool = False, wait: bool = False) -> Iterator[None]:
    """Hold a lock on a file, which is created if needed. Remote files are not locked.

    Args:
        path: The file to lock.
        what: The output to name in the error message.
        shared: Whether other processes may hold a shared lock at the same time.
        wait: Whether to wait for the lock.

    Raises:
        ConfigError: Another run holds the lock.
    """
    if is_remote(path):
        yield
        return
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if lock(handle, path, what, shared=shared, wait=wait):
                yield
                return
        finally:
            os.close(handle)


def remove_folder(path: Path, disk: Disk) -> None:
    """Remove a folder if it exists and is empty."""
    if is_remote(path):
        return
    try:
        disk.remove_folder(path)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
