# Keeps the @: that is the path of a file.
import os
import socket

name = os.environ["DRILL_PATH"]

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(name)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    print(server.recv(4096).decode())
