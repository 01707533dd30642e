# One shell line that sends $DRILL_TOKEN to the server, ends its half, and prints the whole answer.
# It listens at $DRILL_HOST and $DRILL_PORT.
