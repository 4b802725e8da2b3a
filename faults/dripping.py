"""Clients that hold connections by sending one byte now and then ("slow loris")."""

import asyncio
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from faults.browser import Site, trusting_context

PER_ADDRESS = 50
OPENED_AT_ONCE = 25
PAUSE = 5.0
"""Seconds between two bytes."""


@dataclass
class Dripper:
    """`count` connections from so many addresses that each has PER_ADDRESS, in a thread of its own."""

    site: Site
    count: int
    head: bytes
    """What is sent at once; then a byte each PAUSE."""
    held: list[float] = field(default_factory=list)
    """Seconds after which the proxy closed a connection."""
    answers: Counter[str] = field(default_factory=Counter)
    open: int = 0
    most: int = 0
    """How many were open at the same time."""

    def __enter__(self) -> Self:
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.drip()), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    async def drip(self) -> None:
        gate = asyncio.Semaphore(OPENED_AT_ONCE)
        await asyncio.gather(*(self.keep_one(number, gate) for number in range(self.count)))

    async def keep_one(self, number: int, gate: asyncio.Semaphore) -> None:
        """One connection after the other."""
        while not self.is_over.is_set():
            with suppress(OSError):
                await self.hold(f"127.2.0.{number // PER_ADDRESS + 1}", gate)
            await asyncio.sleep(1)

    async def hold(self, source: str, gate: asyncio.Semaphore) -> None:
        async with gate:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self.site.port, ssl=trusting_context(), local_addr=(source, 0)
            )
        begun = time.monotonic()
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            await self.send_slowly(reader, writer)
        except OSError as end:
            self.answers[type(end).__name__] += 1
        finally:
            self.open -= 1
            writer.close()
        if not self.is_over.is_set():
            self.held.append(time.monotonic() - begun)

    async def send_slowly(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until the proxy answers or closes, or it is over."""
        writer.write(self.head)
        answer = asyncio.ensure_future(reader.readline())
        while not self.is_over.is_set():
            done, _ = await asyncio.wait([answer], timeout=PAUSE)
            if done:
                self.answers[answer.result().decode().strip() or "closed"] += 1
                return
            writer.write(b"x")
        answer.cancel()
        with suppress(OSError, asyncio.CancelledError):
            await answer
