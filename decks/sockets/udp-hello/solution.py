# Two calls between the socket and the answer.
import os
import socket
import sys

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.sendto(os.environ["DRILL_TOKEN"].encode(), (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    answer, sender = mine.recvfrom(2048)  # one datagram, whole
    sys.stdout.buffer.write(answer)
