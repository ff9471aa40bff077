// Times a loop the way every rival is timed, and prints the one line that the race reads:
// NAME WORKLOAD MEDIAN_NS min=NS loss=A->B
#ifndef TIMING_H
#define TIMING_H
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { REPEATS = 5 };

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// run(n) does n steps. Half a second of warm-up, which also finds how many steps fill one repeat, then five repeats.
static void measure(const char *name, const char *workload, void (*run)(long), double (*loss)(void), double seconds) {
  double before = loss(), elapsed, warm = seconds_now() + 0.5;
  long n = 1;
  for (;;) {
    double start = seconds_now();
    run(n);
    elapsed = seconds_now() - start;
    if (elapsed >= seconds * 0.5 && seconds_now() > warm) break;
    if (elapsed < seconds * 0.5) {
      double growth = seconds * 0.7 / (elapsed + 1e-9);
      long next = (long)(n * (growth > 8 ? 8 : growth));
      n = next > n ? next : n + 1;
    }
  }
  n = (long)(n * seconds * 1.05 / elapsed) + 1;
  double nanoseconds[REPEATS];
  for (int r = 0; r < REPEATS; r++) {
    double start = seconds_now();
    run(n);
    nanoseconds[r] = (seconds_now() - start) / n * 1e9;
  }
  qsort(nanoseconds, REPEATS, sizeof(double), ascending);
  printf("%s %s %.1f min=%.1f loss=%.6g->%.6g\n", name, workload, nanoseconds[REPEATS / 2], nanoseconds[0], before,
         loss());
}
#endif
