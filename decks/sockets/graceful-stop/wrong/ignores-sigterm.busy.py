# The same with some work after each client: a signal that comes during it would be noticed, by chance.
import os
import signal
import socket
import threading
import time

stopping = False


def on_term(number, frame):
    global stopping
    stopping = True


def serve(conn):
    with conn:
        try:
            while chunk := conn.recv(4096):
                conn.sendall(chunk)
        except ConnectionError:
            pass  # it has gone: its affair


signal.signal(signal.SIGTERM, on_term)
guests = []
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while not stopping:
        conn, _ = door.accept()
        guests.append(threading.Thread(target=serve, args=[conn]))
        guests[-1].start()
        until = time.monotonic() + 0.1
        while time.monotonic() < until:
            pass

for guest in guests:
    guest.join()  # and whoever is inside may finish
