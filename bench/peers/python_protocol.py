"""asyncio.Protocol: callbacks, one write for the replies of one read, reading paused while the client is slow.
argv: PORT line|length32"""
import asyncio
import sys


class Base(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.rest = b""

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()

    def handle(self, message):
        return message


class Lines(Base):
    def data_received(self, data):
        parts = (self.rest + data).split(b"\n")
        self.rest = parts.pop()
        if parts:
            self.transport.write(b"".join([self.handle(part) + b"\n" for part in parts]))


class Lengths(Base):
    def data_received(self, data):
        data = self.rest + data
        at, out = 0, []
        while len(data) - at >= 4:
            size = int.from_bytes(data[at:at + 4], "big")
            if len(data) - at - 4 < size:
                break
            reply = self.handle(data[at + 4:at + 4 + size])
            out += (len(reply).to_bytes(4, "big"), reply)
            at += 4 + size
        self.rest = data[at:]
        if out:
            self.transport.write(b"".join(out))


async def main():
    kind = Lengths if sys.argv[2] == "length32" else Lines
    server = await asyncio.get_running_loop().create_server(kind, "127.0.0.1", int(sys.argv[1]), backlog=1024)
    await server.serve_forever()


asyncio.run(main())
