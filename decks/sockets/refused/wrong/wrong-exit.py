# Takes a refusal that it was asked to find for its own failure.
import os
import socket
import sys

try:
    socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
except ConnectionRefusedError:
    print("refused")
    sys.exit(1)
