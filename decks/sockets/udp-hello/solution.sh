# The end of the input is no end of a conversation here, so socat waits for an answer as long as it is told to.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 1 - "UDP4:$DRILL_HOST:$DRILL_PORT"
