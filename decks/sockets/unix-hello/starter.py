# unix-hello: connect to the path, send the token, print the whole answer.
import os
import socket

path = os.environ["DRILL_PATH"]  # "/tmp/…/s", or "@name" for an abstract name
token = os.environ["DRILL_TOKEN"].encode()

# TODO: a socket of the family AF_UNIX; connect, send, receive until b"" comes. Print what came, and nothing else.
