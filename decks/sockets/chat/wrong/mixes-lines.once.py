# Passes on whole lines, and takes one read for one of them: what stands behind it waits for the next.
import os
import socket
import threading

room = []
lock = threading.Lock()


def tell_others(author, line):
    with lock:
        others = [conn for conn in room if conn is not author]
    for conn in others:
        try:
            conn.sendall(line)
        except OSError:
            pass  # it has left; its own thread notices


def listen_to(conn):
    rest = b""
    try:
        while chunk := conn.recv(4096):
            rest += chunk
            if b"\n" in rest:
                line, rest = rest.split(b"\n", 1)
                tell_others(conn, line + b"\n")
    except ConnectionError:
        pass
    with lock:
        room.remove(conn)
    conn.close()


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    door.listen(128)
    while True:
        conn, _ = door.accept()
        with lock:
            room.append(conn)
        threading.Thread(target=listen_to, args=[conn], daemon=True).start()
