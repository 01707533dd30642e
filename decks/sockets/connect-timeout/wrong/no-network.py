# Knows the answer, and does not ask.
import time

time.sleep(1)
print("timeout")
