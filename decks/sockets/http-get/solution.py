# The head ends at an empty line, the body where Content-Length says.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    token = os.environ["DRILL_TOKEN"]
    server.sendall(f"GET /{token} HTTP/1.1\r\nHost: drill\r\n\r\n".encode())

    answer = server.makefile("rb")
    status = answer.readline()
    length = 0
    while (line := answer.readline()) != b"\r\n":
        name, value = line.decode().split(":", 1)
        if name.lower() == "content-length":
            length = int(value)
    print(answer.read(length).decode())
