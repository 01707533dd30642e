# The drill tells its task; these are the things it gives you:
# "$DRILL_TRANSPORT"   such as tcp4, udp6 or unix-stream
# "$DRILL_HOST" "$DRILL_PORT"   or   "$DRILL_PATH", where an abstract name begins with @
# "$DRILL_TOKEN"

# TODO: one line.
