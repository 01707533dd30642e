# socat reads until the end of the stream; who reads a line, or so many bytes, has to count.
# needs: socat
# transports: tcp4 unix-stream
case $DRILL_TRANSPORT in
unix-stream) server=UNIX-CONNECT:$DRILL_PATH ;;
*) server=TCP4:$DRILL_HOST:$DRILL_PORT ;;
esac
printf %s "$DRILL_TOKEN" | socat -t 5 - "$server"
