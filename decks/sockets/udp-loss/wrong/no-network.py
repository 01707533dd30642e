# Prints what an answer may look like, and never opens a socket.
print("1\n2\n3")
