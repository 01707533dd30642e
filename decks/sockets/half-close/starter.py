# half-close: send the token, end your half, print the answer.
import os
import socket

host = os.environ["DRILL_HOST"]
port = int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

# TODO: connect, send, say that this was all, then receive until b"" comes. Print what came.
