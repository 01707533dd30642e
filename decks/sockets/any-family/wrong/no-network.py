# A socket of one family cannot connect to the other.
# transports: tcp6
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
    server.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    while chunk := server.recv(4096):
        print(chunk.decode(), end="")
