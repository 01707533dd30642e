# 24 bytes of room, 24 bytes returned: it looks whole.
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
        print("whole" if length == 24 else "cut")
