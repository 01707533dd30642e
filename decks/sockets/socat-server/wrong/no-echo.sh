# -u carries bytes in one direction only: to us.
# needs: socat
exec socat -u "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr,fork" STDOUT
