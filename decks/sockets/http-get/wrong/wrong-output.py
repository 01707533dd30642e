# Prints the head, too.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(f"GET /{os.environ['DRILL_TOKEN']} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())
    answer = server.makefile("rb")
    length = 0
    while (line := answer.readline()) != b"\r\n":
        print(line.decode().strip())
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    print(answer.read(length).decode())
