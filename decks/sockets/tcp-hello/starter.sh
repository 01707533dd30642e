# One shell line that sends $DRILL_TOKEN to the server and prints its whole answer.
# It listens at $DRILL_HOST and $DRILL_PORT.
