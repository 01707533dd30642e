# socat-server: an echo server, for several clients at a time. socketserver makes it short.
import os
import socketserver

address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))

# TODO: a handler that sends back what it receives, and a server that forks (or starts a thread) for each client.
