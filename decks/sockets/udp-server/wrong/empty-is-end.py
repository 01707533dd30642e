# b"" as the end, as on a stream.
import os
import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    while True:
        datagram, sender = server.recvfrom(65536)  # the largest one has 65,507 bytes
        if not datagram:
            break  # "the client has finished"
        server.sendto(datagram, sender)
