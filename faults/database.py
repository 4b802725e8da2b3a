"""PostgreSQL of a run, as `make run` has it; it can be ended in each of its ways and started again."""

import signal
from pathlib import Path

from config.embedded_database.data_folder import find_place, make_folders, socket_folder
from config.embedded_database.server import (
    DatabaseAddress,
    initialise_data,
    start_server,
    stop_server,
)

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT


class Database:
    """Its socket stays in the same place, so that its address does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address: DatabaseAddress | None = None

    @property
    def url(self) -> str:
        return DatabaseAddress(socket_folder(find_place(self.folder))).url

    def start(self) -> None:
        place = find_place(self.folder)
        make_folders(place.home, place.account)
        initialise_data(place, durable=True)
        self.address = start_server(place, durable=True)

    def stop(self, number: signal.Signals = FAST) -> None:
        if self.address:
            stop_server(self.address, number)
        self.address = None

    def restart(self, number: signal.Signals = FAST) -> None:
        self.stop(number)
        self.start()

    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        process = self.address.process if self.address else None
        return process is not None and process.poll() is not None
