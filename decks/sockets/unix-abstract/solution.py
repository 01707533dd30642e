# An abstract name begins with a zero byte; Python counts its length.
import os
import socket

name = "\0" + os.environ["DRILL_PATH"][1:]

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect(name)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
