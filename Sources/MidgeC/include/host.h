// What the library asks of the C library. Not installed.
#include <stdlib.h>
