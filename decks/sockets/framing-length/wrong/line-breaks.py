# The right messages, but not on lines of their own.
import os
import socket
import struct

def read_exactly(server, length):
    """One recv may return a part."""
    got = b""
    while len(got) < length:
        chunk = server.recv(length - len(got))
        if not chunk:
            raise EOFError("the stream ended inside a message")
        got += chunk
    return got


def read_message(server):
    (length,) = struct.unpack("!I", read_exactly(server, 4))
    return read_exactly(server, length)


token = os.environ["DRILL_TOKEN"].encode()
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(struct.pack("!I", len(token)) + token)
    for _ in range(2):
        print(read_message(server).decode(), end="")
