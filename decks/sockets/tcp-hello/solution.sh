# printf adds no newline; -t 5 leaves the answer its time after the input has ended.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 5 - "TCP4:$DRILL_HOST:$DRILL_PORT"
