# A refusal that was understood is no failure.
import os
import socket

try:
    socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))).close()
    print("open")
except ConnectionRefusedError:
    print("refused")
except OSError:
    print("other")
