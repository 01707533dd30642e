# One shell line that sends $DRILL_TOKEN to the server and prints its whole answer.
# It listens at the IPv6 address $DRILL_HOST and at $DRILL_PORT.
