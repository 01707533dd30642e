# tcp-hello: connect, send the token, print the whole answer.
import os
import socket

host = os.environ["DRILL_HOST"]
port = int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

# TODO: connect, send, then receive until b"" comes. Print what came, and nothing else.
