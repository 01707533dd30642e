# One thread for all that come: threads were asked for, and nothing was gained.
import os
import socket
from concurrent.futures import ThreadPoolExecutor

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))


def serve(conn):
    with conn:
        while chunk := conn.recv(65536):
            conn.sendall(chunk)


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door, ThreadPoolExecutor(max_workers=1) as pool:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(address)
    door.listen(128)
    while True:
        conn, _ = door.accept()
        pool.submit(serve, conn)
