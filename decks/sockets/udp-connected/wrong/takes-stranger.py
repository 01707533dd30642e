# transports: udp4 udp6
# Takes the first datagram that comes, whoever sent it.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()
family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET

with socket.socket(family, socket.SOCK_DGRAM) as sock:
    sock.sendto(token, where)
    answer, sender = sock.recvfrom(256)
    print(answer.decode())
