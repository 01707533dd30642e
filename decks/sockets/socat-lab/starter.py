# socat-lab: send exactly the token to the server, and print what it answers.
import os
import socket

path = os.environ["DRILL_PATH"]
token = os.environ["DRILL_TOKEN"].encode()

# TODO: connect a Unix stream socket to the path, send the token, print all that comes back.
