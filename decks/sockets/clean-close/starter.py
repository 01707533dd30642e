# clean-close: send the token, print the first line, leave in an orderly way.
import os
import socket

host = os.environ["DRILL_HOST"]
port = int(os.environ["DRILL_PORT"])
token = os.environ["DRILL_TOKEN"].encode()

# TODO: connect, send, print the first line of what comes. What has to happen before close?
