# create_server with AF_INET6 means IPv6 alone, unless dualstack_ipv6=True.
import os
import socket


def serve(conn):
    try:
        while chunk := conn.recv(4096):  # b"" is the client's end
            conn.sendall(chunk)
    except ConnectionError:
        pass  # it has gone: its affair, and no reason for the server to end


address = (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))
with socket.create_server(address, family=socket.AF_INET6) as door:  # it sets IPV6_V6ONLY
    while True:
        conn, _ = door.accept()
        with conn:
            serve(conn)
