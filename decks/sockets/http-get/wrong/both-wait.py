# Reads to the end of the stream: the server keeps the connection for the next request.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{os.environ['DRILL_TOKEN']} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())
    answer = b""
    while chunk := server.recv(4096):
        answer += chunk
    print(answer.split(b"\r\n\r\n", 1)[1].decode())
