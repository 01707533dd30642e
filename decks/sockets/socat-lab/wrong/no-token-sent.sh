# Connects, and says nothing.
# needs: socat
socat -t 5 - "UNIX-CONNECT:$DRILL_PATH" </dev/null
