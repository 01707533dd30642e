# Waits for a hundredth datagram that is gone for good.
import os
import socket
import time

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.sendto(token, where)
    time.sleep(0.5)
    count = 0
    while count < 100:
        sock.recv(2048)
        count += 1
    print(count)
