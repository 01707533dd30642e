# refused: try to connect, and print in one word what came of it: refused, open or other.
import os
import socket

host = os.environ["DRILL_HOST"]
port = int(os.environ["DRILL_PORT"])

# TODO: connect; then one word.
