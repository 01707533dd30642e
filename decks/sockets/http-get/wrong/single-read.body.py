# Reads until the head is complete, and takes for the body what came along with it.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{os.environ['DRILL_TOKEN']} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += server.recv(4096)
    print(answer.split(b"\r\n\r\n", 1)[1].decode())
