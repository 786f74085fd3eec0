"""Saves MiniStack's state soon after each change, not only when it stops in order."""

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

# A change is on disk within two seconds: this pause, then the time that saving takes.
PAUSE_SECONDS = 0.5
# So that saving takes a sixth of the processor at most, however large the state is.
PAUSE_FOR_EACH_SAVING_SECOND = 5


class Keeper:
    """Watches for changes and writes generations."""

    def __init__(self, store: SnapshotStore, state: Path) -> None:
        self._store = store
        self._blobs = state / BLOBS
        self._changed = asyncio.Event()
        self._saving = asyncio.Lock()

    def note_change(self) -> None:
        self._changed.set()

    async def run(self) -> None:
        """Saves after changes until it is cancelled."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE_SECONDS)
            self._changed.clear()
            start = asyncio.get_running_loop().time()
            await self.settle()
            seconds = asyncio.get_running_loop().time() - start
            await asyncio.sleep(seconds * PAUSE_FOR_EACH_SAVING_SECOND)

    async def settle(self) -> None:
        """Resolves when all that has changed up to now is on disk; or could not be saved, which is tried again."""
        try:
            await self.save()
        except Exception:
            # A full disk or a dictionary that another thread was changing: the next try may succeed,
            # and until then the last generation stays.
            logger.exception("The state was not saved; trying again")
            self._changed.set()

    async def save(self) -> None:
        """Writes a generation if anything has changed.

        All services are copied in one turn of the event loop, on which every request runs: the copy
        is of one moment, so that the table and the queue never disagree. What is slow, turning it
        into text and writing it, happens in a thread.
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
    """The text that MiniStack itself would save."""
    version = persistence._state_format_version(service)
    document = {"__ministack_format__": version, "payload": state}
    return json.dumps(document, default=persistence._json_default).encode()


def sync_objects_to_disk() -> None:
    """Makes MiniStack sync each object that it stores, before its name appears.

    It renames without syncing: after a power cut a finished song could be a file of zeros.
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
