# dual-stack: an echo server for IPv4 alone. TODO: serve clients of both families, at one port.
import os
import socket


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


with socket.create_server(("127.0.0.1", int(os.environ["DRILL_PORT"]))) as door:
    while True:
        conn, _ = door.accept()
        with conn:
            serve(conn)
