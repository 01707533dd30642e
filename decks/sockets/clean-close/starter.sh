# A shell line that sends $DRILL_TOKEN, prints the first line of the answer, and leaves in an orderly way.
# The server listens at $DRILL_HOST and $DRILL_PORT.
