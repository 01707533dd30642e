# One shell line: be the echo server: what each client sends goes back to it, until its end; then the next one is served.
# It listens at $DRILL_HOST and $DRILL_PORT.
