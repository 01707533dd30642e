# transports: udp4 udp6
# connect notes the partner, and the kernel delivers nobody else.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()
family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET

with socket.socket(family, socket.SOCK_DGRAM) as sock:
    sock.connect(where)
    sock.send(token)
    print(sock.recv(256).decode())
