# Asks for four billion bytes of memory at once, and ends by an exception.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while prefix := server.recv(4):
        length = int.from_bytes(prefix, "big")
        print(server.recv(length).decode())
    print("toobig")
