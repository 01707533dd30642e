# socat tells on stderr why it could not connect.
# needs: socat
if why=$(socat -u /dev/null "TCP4:$DRILL_HOST:$DRILL_PORT" 2>&1); then
    echo open
else
    case $why in
    *"Connection refused"*) echo refused ;;
    *) echo other ;;
    esac
fi
