# An echo server for very many clients: one process, one thread, and selectors (epoll, on Linux).
import os
import selectors
import socket

selector = selectors.DefaultSelector()


def serve_once(conn):
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
                serve_once(key.fileobj)
