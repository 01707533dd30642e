# A datagram socket cannot connect to a listening one: EPROTOTYPE.
# transports: unix-stream unix-abstract
import os
import socket

path = os.environ["DRILL_PATH"]
with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
    server.connect("\0" + path[1:] if path.startswith("@") else path)
    server.sendall(os.environ["DRILL_TOKEN"].encode())
    print(server.recv(4096).decode())
