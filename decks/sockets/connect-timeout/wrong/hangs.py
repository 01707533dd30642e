# No limit.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])

try:
    socket.create_connection(where)
    print("open")
except TimeoutError:
    print("timeout")
except ConnectionRefusedError:
    print("refused")
