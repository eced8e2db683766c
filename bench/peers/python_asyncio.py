"""asyncio streams, as its documentation shows them.  argv: PORT line|length32"""
import asyncio
import sys


def handle(message):
    return message


async def lines(reader, writer):
    while line := await reader.readline():
        writer.write(handle(line[:-1]) + b"\n")
        await writer.drain()


async def lengths(reader, writer):
    try:
        while True:
            head = await reader.readexactly(4)
            reply = handle(await reader.readexactly(int.from_bytes(head, "big")))
            writer.write(len(reply).to_bytes(4, "big") + reply)
            await writer.drain()
    except asyncio.IncompleteReadError:
        pass


async def main():
    serve = lengths if sys.argv[2] == "length32" else lines

    async def client(reader, writer):
        try:
            await serve(reader, writer)
        except OSError:
            pass
        writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", int(sys.argv[1]), limit=1 << 21, backlog=1024)
    await server.serve_forever()


asyncio.run(main())
