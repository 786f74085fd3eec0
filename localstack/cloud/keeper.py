"""Persists MiniStack's state after changes. MiniStack itself saves only on a graceful stop."""

import asyncio
import json
import logging
import os
from pathlib import Path

from ministack import app as ministack_app
from ministack.core import persistence
from ministack.services import s3
from snapshots import BLOBS, SnapshotStore

logger = logging.getLogger("my-pitch.keeper")

# Debounce: a change is on disk within two seconds, which is this delay plus the time to save.
PAUSE_SECONDS = 0.5
# Limits saving to a sixth of the time, regardless of the size of the state.
PAUSE_FOR_EACH_SAVING_SECOND = 5


class Keeper:
    """Writes a new generation of the state after changes."""

    def __init__(self, store: SnapshotStore, state: Path) -> None:
        self._store = store
        self._blobs = state / BLOBS
        self._changed = asyncio.Event()
        self._saving = asyncio.Lock()

    def mark_changed(self) -> None:
        self._changed.set()

    async def run(self) -> None:
        """Saves after changes until cancelled."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE_SECONDS)
            self._changed.clear()
            start = asyncio.get_running_loop().time()
            await self.flush()
            seconds = asyncio.get_running_loop().time() - start
            await asyncio.sleep(seconds * PAUSE_FOR_EACH_SAVING_SECOND)

    async def flush(self) -> None:
        """Waits until all changes so far are on disk. A failure is logged and retried later."""
        try:
            await self.save()
        except Exception:
            # For example a full disk, or a dictionary that another thread was changing. A retry may
            # succeed; until then the previous generation remains valid.
            logger.exception("The state was not saved; retrying")
            self._changed.set()

    async def save(self) -> None:
        """Writes a generation if anything has changed.

        All services are copied in one turn of the event loop, which also runs all requests: the copy
        is consistent across the table and the queue. Serialising and writing run in a thread because
        they are slow.
        """
        async with self._saving:
            states = {
                name: state
                for name, get_state in ministack_app._build_persistence_save_dict().items()
                if (state := get_state()) is not None
            }
            await asyncio.to_thread(self._write, states)

    def _write(self, states: dict[str, object]) -> None:
        texts = {name: _to_json(name, state) for name, state in states.items()}
        self._store.save(texts, self._blobs)


def _to_json(service: str, state: object) -> bytes:
    """Serialises a service's state in MiniStack's own format."""
    version = persistence._state_format_version(service)
    document = {"__ministack_format__": version, "payload": state}
    return json.dumps(document, default=persistence._json_default).encode()


def sync_objects_to_disk() -> None:
    """Makes MiniStack call fsync on each stored object before renaming it to its final name.

    MiniStack renames without fsync: after a power cut an artifact could be a file of zeros.
    """

    def write_synced(path: str, data: bytes | str, *, text: bool = False) -> None:
        temporary = f"{path}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w" if text else "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    s3._atomic_write = write_synced
