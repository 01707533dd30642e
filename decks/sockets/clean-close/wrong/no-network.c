// Prints what an answer may look like, and never opens a socket.
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    printf("%s12345678\n", getenv("DRILL_TOKEN"));
    return 0;
}
