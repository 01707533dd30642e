# icmp-raw: send an echo request with the token as data, print the data of the second reply.
import os
import socket

host = os.environ["DRILL_HOST"]  # such as "127.12.34.56"
token = os.environ["DRILL_TOKEN"].encode()  # the request's data

# TODO: socket (SOCK_RAW, IPPROTO_ICMP), sendto, recvfrom until the right reply has come.
