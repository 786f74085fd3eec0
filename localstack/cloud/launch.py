"""Runs MiniStack for My Pitch, with authorization and with state that survives a crash.

Started by `ministack.ts`, which sets the environment: MiniStack's variables, MY_PITCH_CLOUD_SECRET,
MY_PITCH_WEB_ORIGINS (comma-separated) and MY_PITCH_SNAPSHOTS (a folder). Exit code 3: state was saved,
but no generation is intact.
"""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from snapshots import AllDamaged, SnapshotStore

EXIT_ALL_DAMAGED = 3


async def serve(store: SnapshotStore, state: Path) -> None:
    # Imported late because MiniStack reads its environment and stored objects on import.
    from gate import Access, Gate
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config
    from keeper import Keeper, sync_objects_to_disk
    from ministack.app import app
    from table_updates import update_tables_in_place

    sync_objects_to_disk()
    update_tables_in_place()
    keeper = Keeper(store, state)
    origins = frozenset(os.environ["MY_PITCH_WEB_ORIGINS"].split(","))
    gate = Gate(app, Access(os.environ["MY_PITCH_CLOUD_SECRET"], origins), keeper)

    stopping = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stopping.set)
    config = Config()
    config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    # Long polls of the queue would delay the shutdown.
    config.graceful_timeout = 1
    keeping = asyncio.create_task(keeper.run())
    try:
        await hypercorn_serve(gate, config, shutdown_trigger=stopping.wait)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await keeper.save()


def main() -> int:
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO)
    store = SnapshotStore(Path(os.environ["MY_PITCH_SNAPSHOTS"]))
    state = Path(os.environ["STATE_DIR"])
    try:
        damaged = store.restore(state)
    except AllDamaged as error:
        print(error, file=sys.stderr)
        return EXIT_ALL_DAMAGED
    for number in damaged:
        print(f"Generation {number} is damaged; using the previous one.", file=sys.stderr)
    asyncio.run(serve(store, state))
    return 0


if __name__ == "__main__":
    sys.exit(main())
