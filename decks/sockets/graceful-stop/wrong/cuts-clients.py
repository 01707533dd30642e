# Ends at once, politely: 0.
import os
import signal
import socket
import threading


class Stop(Exception):
    pass


def on_term(number, frame):
    os._exit(0)


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
    try:
        while True:
            conn, _ = door.accept()
            guests.append(threading.Thread(target=serve, args=[conn]))
            guests[-1].start()
    except Stop:
        pass  # leaving "with" closes the door: nobody new

for guest in guests:
    guest.join()  # and whoever is inside may finish
