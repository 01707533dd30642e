# No SO_REUSEADDR: what is left of the last run's connections keeps the port.
import os
import socket


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        with conn:
            serve(conn)
