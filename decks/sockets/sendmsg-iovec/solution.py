# Three buffers, one message: the kernel gathers.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendmsg([b"PUT ", os.environ["DRILL_TOKEN"].encode(), b"\r\n"])
    print(server.recv(256).decode())
