# Both know the family from the address; socat wants brackets around one of IPv6.
# transports: tcp4 tcp6
# needs: socat
case $DRILL_HOST in
*:*) host="[$DRILL_HOST]" ;;
*) host=$DRILL_HOST ;;
esac
printf %s "$DRILL_TOKEN" | socat -t 5 - "TCP:$host:$DRILL_PORT"
