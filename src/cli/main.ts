process.stdout.write("cards\n");
