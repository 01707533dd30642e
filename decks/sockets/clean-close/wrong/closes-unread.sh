# head leaves when it has its line, so nobody reads on.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 5 - "TCP4:$DRILL_HOST:$DRILL_PORT" | head -n 1
