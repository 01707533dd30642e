# Shell lines that try to connect to $DRILL_HOST and $DRILL_PORT, and print in one word what came of it:
# refused, open or other.
