# Not connected: the refusal comes to a socket that has no partner, and is not told.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.settimeout(2)
    mine.sendto(token, server)
    try:
        print(mine.recv(4096).decode())
    except ConnectionRefusedError:
        print("refused")
    except TimeoutError:
        print("timeout")
