# Forgets the empty line: the server waits for more of the head.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{os.environ['DRILL_TOKEN']} HTTP/1.1\r\nHost: drill\r\n".encode())
    print(server.recv(4096).decode())
