# connect on UDP sends nothing, and lets errors find their way back: to the next call.
import os
import socket

server = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
token = os.environ["DRILL_TOKEN"].encode()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mine:
    mine.connect(server)
    mine.settimeout(2)
    mine.send(token)
    try:
        print(mine.recv(4096).decode())
    except ConnectionRefusedError:
        print("refused")
    except TimeoutError:
        print("timeout")
