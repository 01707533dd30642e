# A listener that forks for each client, and joins each to an echo.
# needs: socat
exec socat "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr,fork" EXEC:cat
