# One recv, as if an answer came in one piece.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{os.environ['DRILL_TOKEN']} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())
    head, _, body = server.recv(4096).decode().partition("\r\n\r\n")
    print(body)
