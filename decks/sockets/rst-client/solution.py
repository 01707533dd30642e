# b"" is an end, ConnectionResetError is a break: what came may not be all.
import os
import socket
import sys

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    try:
        while chunk := server.recv(4096):
            print(chunk.decode(), end="")
        print("eof")
    except ConnectionResetError:
        print("reset")
        sys.exit(3)
