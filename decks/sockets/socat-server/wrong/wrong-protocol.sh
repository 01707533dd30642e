# UDP: datagrams, and nobody listens.
# needs: socat
exec socat "UDP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,fork" EXEC:cat
