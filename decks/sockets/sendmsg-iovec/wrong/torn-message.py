# Three sends are three messages.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    for part in (b"PUT ", os.environ["DRILL_TOKEN"].encode(), b"\r\n"):
        server.send(part)
    print(server.recv(256).decode())
