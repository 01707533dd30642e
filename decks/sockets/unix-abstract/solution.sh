# socat writes the name without the zero byte.
# needs: socat
printf %s "$DRILL_TOKEN" | socat -t 5 - "ABSTRACT-CONNECT:${DRILL_PATH#@}"
