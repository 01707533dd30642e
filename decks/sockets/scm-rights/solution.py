# The reading end of a pipe changes hands; the token waits inside.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    reading, writing = os.pipe()
    os.write(writing, os.environ["DRILL_TOKEN"].encode())
    os.close(writing)
    socket.send_fds(server, [b"x"], [reading])  # sendmsg with SCM_RIGHTS
    os.close(reading)  # the server has one of its own now
    print(server.recv(256).decode())
