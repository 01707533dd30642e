# echo adds a newline.
# needs: socat
echo "$DRILL_TOKEN" | socat -t 5 - "UNIX-CONNECT:$DRILL_PATH"
