// Prints what an answer may look like, and never opens a socket.
#include <cstdlib>
#include <iostream>

int main()
{
    std::cout << std::getenv("DRILL_TOKEN") << "12345678\n";
}
