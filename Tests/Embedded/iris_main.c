#include "iris.h"
#include <stdio.h>
#include <string.h>

int main(void) {
  float loss = 0;
  uint64_t hash = iris_train(&loss);
  uint32_t bits;
  memcpy(&bits, &loss, sizeof bits);
  printf("iris %016llx %08x\n", (unsigned long long)hash, (unsigned)bits);
  return !(loss < 0.2f);
}
