# A number says nothing in a process that has other descriptors.
import os
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(os.environ["DRILL_PATH"])
    reading, writing = os.pipe()
    os.write(writing, os.environ["DRILL_TOKEN"].encode())
    os.close(writing)
    server.send(str(reading).encode())
    os.close(reading)  # the server has one of its own now
    print(server.recv(256).decode())
