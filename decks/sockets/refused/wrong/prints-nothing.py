# The exception ends the program.
import os
import socket

socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
print("open")
