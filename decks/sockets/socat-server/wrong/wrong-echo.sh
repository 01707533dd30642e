# Upper case is not what was sent.
# needs: socat
exec socat "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr,fork" SYSTEM:"stdbuf -o0 tr a-z A-Z"
