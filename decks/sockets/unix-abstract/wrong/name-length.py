# Fills the name with zero bytes, as the structure in C has them.
import os
import socket

name = "\0" + os.environ["DRILL_PATH"][1:].ljust(107, "\0")

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(name)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    print(server.recv(4096).decode())
