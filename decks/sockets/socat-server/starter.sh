# socat-server: an echo server in one line. It listens at "$DRILL_HOST" and "$DRILL_PORT", over TCP and IPv4.

# TODO: one line. `socat` joins two things: one listens, the other gives back what it gets.
