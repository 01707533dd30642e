# No fork: socat serves one client, and ends.
# needs: socat
exec socat "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr" EXEC:cat
