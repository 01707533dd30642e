# fork: a process for each client. Without it the second one would find nobody.
# needs: socat
exec socat -t 5 "TCP4-LISTEN:$DRILL_PORT,bind=$DRILL_HOST,reuseaddr,fork" EXEC:cat
