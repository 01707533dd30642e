# One tool makes the bytes, the other carries them there and back.
# needs: socat
# transports: unix-stream tcp4
case $DRILL_TRANSPORT in
  unix-stream) server=UNIX-CONNECT:$DRILL_PATH ;;
  *) server=TCP4:$DRILL_HOST:$DRILL_PORT ;;
esac
printf %s "$DRILL_TOKEN" | socat -t 5 - "$server"
