# Reads until recv returns b"": there is no other sign of the end.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
    print("\neof")
