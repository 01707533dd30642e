# The body is there, and the header is not.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.sendmsg([os.environ["DRILL_TOKEN"].encode(), b"\r\n"])
    print(server.recv(256).decode())
