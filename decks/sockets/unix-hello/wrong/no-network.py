# Prints what an answer may look like, and never opens a socket.
import os

print(os.environ["DRILL_TOKEN"] + "12345678")
