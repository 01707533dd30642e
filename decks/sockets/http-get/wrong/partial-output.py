# Looks for the name anywhere in the head: another header's name ends like it.
import os
import re
import socket

token = os.environ["DRILL_TOKEN"]
with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{token} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())
    answer = server.makefile("rb")
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += answer.readline()
    length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
    print(answer.read(length).decode())
