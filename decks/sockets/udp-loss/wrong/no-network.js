// Prints what an answer may look like, and never opens a socket.
console.log("1\n2\n3");
