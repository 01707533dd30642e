# Writes as if a write never waited: then nobody else is looked at.
import os
import selectors
import socket

selector = selectors.DefaultSelector()


def serve(conn):
    try:
        chunk = conn.recv(4096)
        conn.sendall(chunk)
    except ConnectionError:
        chunk = b""
    if not chunk:
        selector.unregister(conn)
        conn.close()


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    selector.register(door, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is door:
                selector.register(door.accept()[0], selectors.EVENT_READ)
            else:
                serve(key.fileobj)
