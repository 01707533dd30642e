# transports: udp4 udp6
# Takes the second datagram, because the first one is a stranger's.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()
family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET

with socket.socket(family, socket.SOCK_DGRAM) as sock:
    sock.sendto(token, where)
    sock.recv(256)
    answer = sock.recv(256)
    print(answer.decode())
