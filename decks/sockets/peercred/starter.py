# peercred: a server on a Unix socket. TODO: everybody may connect, and each is told its user id.
import os
import socket

path = os.environ["DRILL_PATH"]


def greet(conn):
    pass  # TODO: tell the client its user id, a line.


with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
    if os.path.exists(path):
        os.unlink(path)
    door.bind(path)
    door.listen(16)
    while True:
        conn, _ = door.accept()
        with conn:
            greet(conn)
