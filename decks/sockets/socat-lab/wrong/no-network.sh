# Prints what an answer may look like.
printf '%s12345678' "$DRILL_TOKEN"
