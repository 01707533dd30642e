# A line ends at its newline, wherever a read ended: the file around the socket knows.
import os
import socket

with socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))) as server:
    server.sendall(os.environ["DRILL_TOKEN"].encode() + b"\n")
    for line in server.makefile("rb"):
        print(line.decode(), end="")
        server.sendall(b"ok " + line)
