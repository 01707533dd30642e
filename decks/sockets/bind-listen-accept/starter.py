# bind-listen-accept: be the echo server. Send back what each client sends, until its end; then take the next client.
import os
import socket

host = os.environ["DRILL_HOST"]  # the address to bind to
port = int(os.environ["DRILL_PORT"])

# TODO: socket, SO_REUSEADDR, bind, listen. Then again and again: accept, echo until recv returns b"", close.
