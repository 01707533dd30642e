# An IPv6 address is full of colons, so it stands in brackets where a port follows.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 5 - "TCP6:[$DRILL_HOST]:$DRILL_PORT"
