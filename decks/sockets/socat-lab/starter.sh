# socat-lab: send exactly "$DRILL_TOKEN" to the server, and print what it answers.
# On unix-stream the server is at "$DRILL_PATH"; on tcp4 at "$DRILL_HOST" and "$DRILL_PORT".

# TODO: one line. `socat` joins two things; `-` is what you type and see.
