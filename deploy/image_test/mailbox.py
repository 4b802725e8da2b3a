# SPDX-License-Identifier: Apache-2.0
"""A mail server for deploy/image-test.sh: takes every mail on 127.0.0.1 and appends it to a file (RFC 5321, no extensions).

Usage: python deploy/image_test/mailbox.py PORT FILE. Runs until it is ended.
"""

import asyncio
import sys
from pathlib import Path

ANSWERS = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}


async def take_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, file: Path) -> None:
    writer.write(b"220 mailbox\r\n")
    while line := await reader.readline():
        command = line[:4].upper().strip()
        writer.write(ANSWERS.get(command, b"250 ok\r\n"))
        if command == b"QUIT":
            break
        if command == b"DATA":
            with file.open("ab") as mailbox:
                mailbox.write(await reader.readuntil(b"\r\n.\r\n"))
            writer.write(b"250 taken\r\n")
    writer.close()


async def main(port: int, file: Path) -> None:
    async with await asyncio.start_server(
        lambda *streams: take_mail(*streams, file), "127.0.0.1", port
    ) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
