# Has the address of this machine written into it: over IPv4.
# transports: tcp6
import os
import socket

with socket.create_connection(("127.0.0.1", int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
