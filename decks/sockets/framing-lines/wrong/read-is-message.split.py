# Cuts what came at the newlines, and takes the beginning of a line for all of it.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode() + b"\n")
    while chunk := server.recv(4096).decode():
        for line in chunk.splitlines():
            print(line)
            server.sendall(f"ok {line}\n".encode())
