# The length says how much came; the flags say whether it was all.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    server.send(os.environ["DRILL_TOKEN"].encode())
    parts = [bytearray(4), bytearray(12), bytearray(8)]
    while True:
        length, _, flags, _ = server.recvmsg_into(parts)
        if length == 0:
            break
        for part in parts:
            print(part.decode())
        print("cut" if flags & socket.MSG_TRUNC else "whole")
