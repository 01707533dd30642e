# One shell line: be the echo server of several clients at once: none waits for another one.
# It listens at $DRILL_HOST and $DRILL_PORT.
