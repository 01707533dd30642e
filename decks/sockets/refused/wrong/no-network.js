// Says what is nearly always true, and asks nobody.
console.log("refused");
