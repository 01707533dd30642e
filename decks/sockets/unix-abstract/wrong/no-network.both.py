# A zero byte in front of the @, not in place of it.
import os
import socket

name = "\0" + os.environ["DRILL_PATH"]

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(name)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    print(server.recv(4096).decode())
