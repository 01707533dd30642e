# -u carries bytes in one direction only.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -u - "UNIX-CONNECT:$DRILL_PATH"
printf %s "$DRILL_TOKEN"
