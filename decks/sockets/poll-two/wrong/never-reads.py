# Speaks to both, and listens to neither.
import os
import socket

token = os.environ["DRILL_TOKEN"].encode()


def connected(suffix):
    sock = socket.create_connection((os.environ["DRILL_HOST" + suffix], int(os.environ["DRILL_PORT" + suffix])))
    sock.sendall(token)
    return sock


one, other = connected(""), connected("_2")
print(token.decode())
