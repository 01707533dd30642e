# chat: a room. What one says, line by line, all others hear. The door and the guests are here.
import os
import socket
import threading

room = []
lock = threading.Lock()


def listen_to(conn):
    try:
        while chunk := conn.recv(4096):
            conn.sendall(chunk)  # TODO: every whole line goes to all others. It only goes back to its author so far.
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
