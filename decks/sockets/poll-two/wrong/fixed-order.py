# The one to its end, and then the other.
import os
import socket

token = os.environ["DRILL_TOKEN"].encode()


def connected(suffix):
    sock = socket.create_connection((os.environ["DRILL_HOST" + suffix], int(os.environ["DRILL_PORT" + suffix])))
    sock.sendall(token)
    return sock


for sock in [connected(""), connected("_2")]:
    while chunk := sock.recv(256):
        print(chunk.decode(), end="")
    sock.close()
