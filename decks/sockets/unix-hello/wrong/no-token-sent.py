# Waits for an answer to a question that was never put.
# transports: unix-stream unix-abstract
import os
import socket


def connect():
    path = os.environ["DRILL_PATH"]
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.connect("\0" + path[1:] if path.startswith("@") else path)
    return server


with connect() as server:
    token = os.environ["DRILL_TOKEN"].encode()
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
