# settimeout covers connect as well.
import os
import socket

where = os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    sock.settimeout(1)
    try:
        sock.connect(where)
        print("open")
    except TimeoutError:
        print("timeout")
    except ConnectionRefusedError:
        print("refused")
