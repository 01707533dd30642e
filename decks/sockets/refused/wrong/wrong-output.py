# Prints the words for people: they differ from system to system.
import os
import socket

try:
    socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
except OSError as error:
    print(error)
