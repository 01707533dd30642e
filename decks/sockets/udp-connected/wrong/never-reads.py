# Leaves before the answer.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()
family = socket.AF_INET6 if ":" in where[0] else socket.AF_INET

with socket.socket(family, socket.SOCK_DGRAM) as sock:
    sock.connect(where)
    sock.send(token)
    print(token.decode())
