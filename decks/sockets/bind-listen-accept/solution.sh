# socat listens, and gives each client a cat of its own: what goes in comes out, and the end after it.
# needs: socat
exec socat -t 5 "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr,fork" EXEC:cat
