# wirelab: fails fills-memory
# Writes without waiting (drain): what a client does not take is kept in memory, however much it is.
"""Echo server: sends back whatever it receives."""
import asyncio

HOST = '127.0.0.1'
PORT = 65432


async def serve(reader, writer):
    """Sends back what comes until the client ends the connection."""
    try:
        while True:
            data = await reader.read(4096)
            if not data:  # the end of the stream
                break
            writer.write(data)
    except OSError as error:
        print(error, flush=True)  # this client has broken off
    writer.close()


async def main():
    server = await asyncio.start_server(serve, HOST, PORT)
    print(f'listening on {HOST}:{PORT}', flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
