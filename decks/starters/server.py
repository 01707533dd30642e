# The drill tells its task; these are the things it gives you.
import os
import socket

transport = os.environ["DRILL_TRANSPORT"]  # such as "tcp4" or "unix-stream"
host = os.environ.get("DRILL_HOST")  # the address to bind to, where there are ports
port = os.environ.get("DRILL_PORT")  # the port, as text
path = os.environ.get("DRILL_PATH")  # or the path to bind to

# TODO: be the server of this drill. It is never finished: it runs until it is stopped.
