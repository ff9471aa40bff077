// Scaling: means and deviations of columns.
#include <math.h>

#include "check.h"

void test_scaling(void) {
  const double values[] = {1, 5, 1e300, 2, 5, -1e300, 3, 5, 1e300, 4, 5, -1e300};
  double means[3], deviations[3];
  float inputs[12];
  GIVES(MIDGE_OK, midge_fit_scaling(values, 4, 3, means, deviations));
  CHECK(means[0] == 2.5 && fabs(deviations[0] - sqrt(1.25)) < 1e-15);
  CHECK(means[1] == 5 && deviations[1] == 1);
  CHECK(means[2] == 0 && fabs(deviations[2] / 1e300 - 1) < 1e-15);
  GIVES(MIDGE_OK, midge_scale(values, 4, 3, means, deviations, inputs));
  CHECK(inputs[0] == (float)((1 - means[0]) / deviations[0]) && inputs[1] == 0 && inputs[2] == 1 && inputs[11] == -1);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_fit_scaling(NULL, 4, 3, means, deviations));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_fit_scaling(values, 0, 3, means, deviations));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_fit_scaling(values, 4, -3, means, deviations));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_fit_scaling(values, PTRDIFF_MAX, 3, means, deviations));
  const double infinite[] = {1, strtod("inf", NULL)}, none[] = {0, 0, 0};
  GIVES(MIDGE_ERROR_ARGUMENT, midge_fit_scaling(infinite, 2, 1, means, deviations));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_scale(values, 4, 3, means, none, inputs));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_scale(values, 4, 3, means, deviations, NULL));
}
