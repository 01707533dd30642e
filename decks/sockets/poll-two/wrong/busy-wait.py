# A peep at both of them a hundred times a second.
import os
import socket
import time

token = os.environ["DRILL_TOKEN"].encode()


def connected(suffix):
    sock = socket.create_connection((os.environ["DRILL_HOST" + suffix], int(os.environ["DRILL_PORT" + suffix])))
    sock.sendall(token)
    return sock


open_ones = [connected(""), connected("_2")]
for sock in open_ones:
    sock.setblocking(False)
while open_ones:
    for sock in list(open_ones):
        try:
            chunk = sock.recv(256)
        except BlockingIOError:
            continue
        print(chunk.decode(), end="")
        if not chunk:
            open_ones.remove(sock)
            sock.close()
    time.sleep(0.01)
