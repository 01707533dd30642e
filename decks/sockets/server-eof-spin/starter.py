# server-eof-spin: a server that prints what its clients say, and sends it back. It starts, and it looks fine with one
# short message. TODO: find its five faults and repair them.
import os
import socket
import sys


def serve(conn):
    buffer = bytearray(128)
    while True:
        conn.recv_into(buffer)
        sys.stdout.buffer.write(buffer + b"\n")
        sys.stdout.flush()
        conn.sendall(buffer)


def main():
    path = os.environ["DRILL_PATH"]
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(path)
    door.listen(16)
    print("pid", os.getpid(), "waits for clients", flush=True)
    conn, _ = door.accept()
    while True:
        serve(conn)


main()
