# The drill tells its task; these are the things it gives you:
# "$DRILL_TRANSPORT"   tcp4 or unix-stream
# "$DRILL_HOST" "$DRILL_PORT"   on tcp4        "$DRILL_PATH"   on unix-stream
# "$DRILL_TOKEN"

# TODO: one line.
