# Never closes what it accepted: the client gets no end of the stream.
import os
import socket

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(address)
    door.listen(128)
    clients = []
    while True:
        conn, _ = door.accept()  # a new socket, for this one client
        serve(conn)
        clients.append(conn)  # still in use, so Python does not close it either
