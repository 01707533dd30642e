# Reads the length with one recv, as if four bytes could not be cut.
import os
import socket
import struct

token = os.environ["DRILL_TOKEN"].encode()
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(struct.pack("!I", len(token)) + token)
    for _ in range(2):
        (length,) = struct.unpack("!I", server.recv(4))
        print(server.recv(length).decode())
