# A server that prints and echoes, repaired. Five faults were in it; each remedy is marked.
import contextlib
import os
import socket
import sys


def serve(conn):
    buffer = bytearray(128)
    while True:
        count = conn.recv_into(buffer)
        if count == 0:
            return  # 1. 0 is the end of the stream: it will not become more
        received = buffer[:count]  # 2. so many bytes came; the others are from before
        sys.stdout.buffer.write(received + b"\n")
        sys.stdout.flush()
        conn.sendall(received)


def main():
    path = os.environ["DRILL_PATH"]
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # 5. what the last run left would keep bind from making it anew
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.bind(path)
    door.listen(16)
    print("pid", os.getpid(), "waits for clients", flush=True)
    while True:  # 3. the next client is accepted here
        conn, _ = door.accept()
        with conn, contextlib.suppress(ConnectionError):  # 4. gives the descriptor back, and the client its end
            serve(conn)


main()
