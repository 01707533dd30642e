# One sleep for both; each that ends leaves the list.
import os
import selectors
import socket

token = os.environ["DRILL_TOKEN"].encode()


def connected(suffix):
    sock = socket.create_connection((os.environ["DRILL_HOST" + suffix], int(os.environ["DRILL_PORT" + suffix])))
    sock.sendall(token)
    return sock


with selectors.DefaultSelector() as both:
    for suffix in "", "_2":
        both.register(connected(suffix), selectors.EVENT_READ)
    while both.get_map():
        for key, _ in both.select():
            chunk = key.fileobj.recv(256)
            print(chunk.decode(), end="")
            if not chunk:
                both.unregister(key.fileobj)
                key.fileobj.close()
