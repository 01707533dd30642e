// Prints what an answer may look like, and never opens a socket.
console.log(process.env.DRILL_TOKEN + "12345678");
