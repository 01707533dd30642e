# read-loop: the answer comes in pieces. Print all of it.
import os
import socket

# On unix-stream you get DRILL_PATH instead of host and port: then this line is yours to change.
server = socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
server.sendall(os.environ["DRILL_TOKEN"].encode())

# TODO: print all that the server answers. How many times does recv have to be called?

server.close()
