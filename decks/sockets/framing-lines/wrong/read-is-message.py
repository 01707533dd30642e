# Takes what one recv returns for one line.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode() + b"\n")
    while line := server.recv(4096).decode().strip():
        print(line)
        server.sendall(f"ok {line}\n".encode())
