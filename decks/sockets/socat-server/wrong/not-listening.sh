# Connects, and does not listen.
# needs: socat
exec socat "TCP4:$DRILL_HOST:$DRILL_PORT" EXEC:cat
