# Sends the whole buffer back, with what stood in it before.
import contextlib
import os
import socket
import sys


def serve(conn):
    buffer = bytearray(128)
    while True:
        count = conn.recv_into(buffer)
        if count == 0:
            return
        received = buffer[:count]
        sys.stdout.buffer.write(received + b"\n")
        sys.stdout.flush()
        conn.sendall(buffer)


def main():
    path = os.environ["DRILL_PATH"]
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(path)
    door.listen(16)
    print("pid", os.getpid(), "waits for clients", flush=True)
    while True:
        conn, _ = door.accept()
        with conn, contextlib.suppress(ConnectionError):
            serve(conn)


main()
