# An echo server in one loop that a client who does not read cannot stop: nothing in it ever waits, but for select.
import os
import selectors
import socket

ROOM = 65536
selector = selectors.DefaultSelector()


def serve(conn, mask, waiting):
    """`waiting` has come from the client and has not gone back yet."""
    if mask & selectors.EVENT_READ:
        chunk = conn.recv(ROOM - len(waiting))
        if not chunk:
            raise ConnectionResetError
        waiting += chunk
    try:
        del waiting[: conn.send(waiting)]
    except BlockingIOError:
        pass  # later
    # No room: no reading. Then the kernel's buffers fill, and the client itself has to wait.
    events = selectors.EVENT_READ if len(waiting) < ROOM else 0
    if waiting:
        events |= selectors.EVENT_WRITE
    selector.modify(conn, events, waiting)


def leave(conn):
    selector.unregister(conn)
    conn.close()


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    selector.register(door, selectors.EVENT_READ)
    while True:
        for key, mask in selector.select():
            if key.fileobj is door:
                conn, _ = door.accept()
                conn.setblocking(False)
                selector.register(conn, selectors.EVENT_READ, bytearray())
                continue
            try:
                serve(key.fileobj, mask, key.data)
            except ConnectionError:
                leave(key.fileobj)
