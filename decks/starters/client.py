# The drill tells its task; these are the things it gives you.
import os
import socket

transport = os.environ["DRILL_TRANSPORT"]  # such as "tcp4", "udp6" or "unix-stream"
host, port = os.environ.get("DRILL_HOST"), os.environ.get("DRILL_PORT")  # where there are ports
path = os.environ.get("DRILL_PATH")  # or a path; an abstract name begins with @
token = os.environ["DRILL_TOKEN"].encode()

# TODO: be the client of this drill.
