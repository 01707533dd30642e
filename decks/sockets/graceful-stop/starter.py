# graceful-stop: an echo server with a thread for each client. At SIGTERM it is gone at once, clients and all.
# TODO: close the door, let the clients finish, end with 0.
import os
import signal
import socket
import threading


def serve(conn):
    with conn:
        try:
            while chunk := conn.recv(4096):
                conn.sendall(chunk)
        except ConnectionError:
            pass  # it has gone: its affair


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        threading.Thread(target=serve, args=[conn], daemon=True).start()
