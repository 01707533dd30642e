# A file shares its offset: after writing it stands at the end.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    reading = os.open("token", os.O_RDWR | os.O_CREAT)
    os.write(reading, os.environ["DRILL_TOKEN"].encode())
    socket.send_fds(server, [b"x"], [reading])  # sendmsg with SCM_RIGHTS
    os.close(reading)  # the server has one of its own now
    print(server.recv(256).decode())
