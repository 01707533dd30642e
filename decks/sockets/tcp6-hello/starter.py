# tcp6-hello: connect, send the token, print the whole answer.
import os
import socket

host = os.environ["DRILL_HOST"]  # "::1"
port = int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

# TODO: make the socket yourself, with its family; connect, send, receive until b"" comes. Print what came.
