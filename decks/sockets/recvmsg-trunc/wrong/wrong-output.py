# With room for everything nothing is ever cut, but that was not asked for.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.send(os.environ["DRILL_TOKEN"].encode())
    parts = [bytearray(4), bytearray(12), bytearray(100)]
    while True:
        length, _, flags, _ = server.recvmsg_into(parts)
        if length == 0:
            break
        for part in parts:
            print(part.rstrip(b"\0").decode())
        print("cut" if flags & socket.MSG_TRUNC else "whole")
