# Goes on reading until four billion bytes are there.
import os
import socket

def read_exactly(server, length):
    got = b""
    while len(got) < length:
        chunk = server.recv(min(4096, length - len(got)))
        if not chunk:
            raise EOFError("the stream ended inside a message")
        got += chunk
    return got


with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while True:
        length = int.from_bytes(read_exactly(server, 4), "big")
        print(read_exactly(server, length).decode())
