# scm-rights: pass the server a descriptor from which it can read the token, print the answer.
import os
import socket

path = os.environ["DRILL_PATH"]  # the server's SOCK_SEQPACKET socket
token = os.environ["DRILL_TOKEN"].encode()

# TODO: pipe, write, sendmsg with SCM_RIGHTS, recv.
