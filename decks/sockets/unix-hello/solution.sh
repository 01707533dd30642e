# needs: socat
# transports: unix-stream unix-abstract
case $DRILL_PATH in
@*) server=ABSTRACT-CONNECT:${DRILL_PATH#@} ;;
*) server=UNIX-CONNECT:$DRILL_PATH ;;
esac
printf %s "$DRILL_TOKEN" | socat -t 5 - "$server"
