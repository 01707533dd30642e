# Single quotes: the shell does not look inside.
# needs: socat
printf %s '$DRILL_TOKEN' | socat -t 5 - "UNIX-CONNECT:$DRILL_PATH"
