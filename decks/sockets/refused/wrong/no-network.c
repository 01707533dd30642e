// Says what is nearly always true, and asks nobody.
#include <stdio.h>

int main(void)
{
    puts("refused");
    return 0;
}
