# Closes at the end of file, and forgets it where an error ends the talk.
import os
import socket

clients = []


def serve(conn):
    try:
        while chunk := conn.recv(4096):
            conn.sendall(chunk)
    except ConnectionError as error:
        print("lost a client:", error)
        return
    conn.close()


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        clients.append(conn)
        serve(conn)
