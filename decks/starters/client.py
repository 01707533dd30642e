# The drill tells its task; these are the things it gives you.
import os
import socket

transport = os.environ["DRILL_TRANSPORT"]  # "tcp4" or "unix-stream"
host, port = os.environ.get("DRILL_HOST"), os.environ.get("DRILL_PORT")  # tcp4
path = os.environ.get("DRILL_PATH")  # unix-stream
token = os.environ["DRILL_TOKEN"].encode()

# TODO: be the client of this drill.
