# A concurrent echo server: each client gets a thread of its own.
import os
import socket
import threading

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))


def serve(conn):
    with conn:
        try:
            while chunk := conn.recv(65536):  # waits, and keeps nobody waiting: it has this thread to itself
                conn.sendall(chunk)
        except ConnectionError:
            pass  # the client has gone


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(address)
    door.listen(128)
    while True:
        conn, _ = door.accept()
        threading.Thread(target=serve, args=[conn], daemon=True).start()
