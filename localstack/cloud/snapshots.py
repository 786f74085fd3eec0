"""Generations of MiniStack's state on disk, written atomically.

A generation is a folder with one file per service, the code of the functions, and a manifest with the
checksum of every file. It is written to a temporary name, synced, and renamed: a crash or a power cut
at any moment leaves the previous generation intact.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "manifest.json"
BLOBS = "lambda-blobs"
KEPT_GENERATIONS = 3


class SnapshotStore:
    """The generations in one folder. The highest number is the newest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._checksums: dict[str, str] = {}
        for unfinished in folder.glob(".unfinished-*"):
            shutil.rmtree(unfinished)

    def save(self, services: Mapping[str, bytes], blobs: Path) -> bool:
        """Writes a new generation if anything has changed; returns whether it did."""
        checksums = {f"{name}.json": sha256(data) for name, data in services.items()}
        checksums |= {f"{BLOBS}/{blob.name}": blob.stem for blob in _blobs_in(blobs)}
        if checksums == self._checksums:
            return False
        number = max(self._numbers(), default=0) + 1
        unfinished = self._folder / f".unfinished-{number}"
        (unfinished / BLOBS).mkdir(mode=0o700, parents=True)
        # No hard links to the previous generation: a damaged file must affect only one generation.
        for name, data in services.items():
            _write_synced(unfinished / f"{name}.json", data)
        for blob in _blobs_in(blobs):
            _write_synced(unfinished / BLOBS / blob.name, blob.read_bytes())
        _write_synced(unfinished / MANIFEST, json.dumps({"sha256": checksums}).encode())
        _sync(unfinished / BLOBS)
        _sync(unfinished)
        unfinished.rename(self._folder / str(number))
        _sync(self._folder)
        self._checksums = checksums
        self._drop_old()
        return True

    def restore(self, state: Path) -> list[int]:
        """Restores MiniStack's state folder from the newest intact generation.

        @returns the newer, damaged generations, newest first.
        @raises AllDamaged if there are generations but none is intact.
        """
        damaged: list[int] = []
        for number in sorted(self._numbers(), reverse=True):
            checksums = read_intact(self._folder / str(number))
            if checksums is None:
                damaged.append(number)
                continue
            if state.exists():
                shutil.rmtree(state)
            (state / BLOBS).mkdir(mode=0o700, parents=True)
            for name in checksums:
                shutil.copyfile(self._folder / str(number) / name, state / name)
            self._checksums = checksums
            return damaged
        if damaged:
            raise AllDamaged(f"No generation in {self._folder} is intact: {damaged}")
        # Files without a generation are from a start that ended before its first save.
        if state.exists():
            shutil.rmtree(state)
        state.mkdir(mode=0o700, parents=True)
        return []

    def _numbers(self) -> list[int]:
        return [int(entry.name) for entry in self._folder.iterdir() if entry.name.isdigit()]

    def _drop_old(self) -> None:
        for number in sorted(self._numbers())[:-KEPT_GENERATIONS]:
            shutil.rmtree(self._folder / str(number))


class AllDamaged(Exception):
    """State was saved, but no generation is intact."""


def read_intact(generation: Path) -> dict[str, str] | None:
    """A generation's checksums by file name; None if a file is missing or changed."""
    try:
        manifest = json.loads((generation / MANIFEST).read_bytes())
        checksums: dict[str, str] = manifest["sha256"]
        is_intact = all(
            sha256((generation / name).read_bytes()) == checksum
            for name, checksum in checksums.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return checksums if is_intact else None


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _blobs_in(folder: Path) -> list[Path]:
    """The functions' code; each file name is its checksum."""
    return sorted(folder.glob("*.zip"))


def _write_synced(path: Path, data: bytes) -> None:
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
