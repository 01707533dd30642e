# Says what is nearly always true, and asks nobody.
print("refused")
