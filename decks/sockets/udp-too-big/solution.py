# 65,535 bytes are the most that IPv4 carries, and two headers are among them.
import errno
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect(server)
    try:
        mine.send(b"x" * 65508)
    except OSError as error:
        if error.errno != errno.EMSGSIZE:
            raise
        print("toobig")
    mine.send(b"x" * 65507)
    print(mine.recv(4096).decode())
