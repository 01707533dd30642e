# Believes that an echo is as long as what was sent.
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
    server.sendall(token)
    got = b""
    while len(got) < len(token):
        got += server.recv(len(token) - len(got))
    print(got.decode())
