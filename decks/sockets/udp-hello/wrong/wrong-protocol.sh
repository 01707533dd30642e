# A stream to a server that speaks in datagrams.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 1 - "TCP4:$DRILL_HOST:$DRILL_PORT"
