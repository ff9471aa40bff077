// Learns z = x y over a square from 64 points. Ends with 0 if it has.
#include "surface.h"
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  float inputs[128], targets[64], outputs[64], loss = 1;
  for (int point = 0; point < 64; point++) {
    inputs[2 * point] = (point / 8) / 3.5f - 1;
    inputs[2 * point + 1] = (point % 8) / 3.5f - 1;
    targets[point] = inputs[2 * point] * inputs[2 * point + 1];
  }
  void *model = aligned_alloc(64, (size_t)(surface_byte_count() + 63) / 64 * 64);
  if (!model) return 2;
  surface_create(model, 1);
  for (int step = 0; step < 1000; step++) loss = surface_step(model, inputs, targets, 64);
  surface_predict(model, inputs, outputs, 64);
  printf("loss %.6f; 1 x -1 is about %.2f\n", loss, outputs[56]);
  free(model);
  return !(loss < 0.001f);
}
