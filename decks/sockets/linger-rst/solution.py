# SO_LINGER with a time of 0: close sends a reset instead of an end.
import os
import socket
import struct

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
    server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
