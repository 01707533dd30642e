# A loop around it in place of fork: nobody listens while one is served.
# needs: socat
while true; do socat "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr" EXEC:cat; done
