# One shell line that sends $DRILL_TOKEN as one datagram and prints the one that comes back.
# The server has the UDP port $DRILL_PORT at $DRILL_HOST.
