# sed prints the first line and reads on; head would leave.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 5 - "TCP4:$DRILL_HOST:$DRILL_PORT" | sed -n 1p
