# One shell line that sends $DRILL_TOKEN and prints the whole answer, however many pieces it comes in.
# The server listens at $DRILL_HOST and $DRILL_PORT; on unix-stream at $DRILL_PATH.
