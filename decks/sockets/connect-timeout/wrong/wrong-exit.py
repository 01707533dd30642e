# The time-out takes the program down.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])

try:
    socket.create_connection(where, timeout=1)
    print("open")
except TimeoutError:
    print("timeout")
    raise
