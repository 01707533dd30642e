# One round too few.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

with socket.create_connection(where) as sock:
    lines = sock.makefile("rb")
    for number in range(1, 20):
        sock.sendall(b"%s %d\n" % (token, number))
        lines.readline()
    print(lines.read().decode())
