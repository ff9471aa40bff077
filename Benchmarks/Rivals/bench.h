// The workloads, their data and the main function of the C rivals. Compile a rival with -DW=1..6 (6 is S1); it defines
// peer_init, peer_steps, peer_loss and peer_infer.
//
// RIVAL "" SECONDS      times training steps
// RIVAL --infer SECONDS times batch-1 predictions
// RIVAL --steps N       prints the loss before and after N steps. Rivals that start from the same weights must agree.
#ifndef BENCH_H
#define BENCH_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timing.h"

enum { SIGMOID, TANH, RELU, MSE, SIGMOID_MSE, SOFTMAX_CE, SGD, MOMENTUM, ADAM };
#if W == 1
enum { NIN = 2, H1 = 4, H2 = 0, NOUT = 1, ACT = SIGMOID, OUTK = SIGMOID_MSE, OPT = SGD, B = 1, NS = 4 };
#define LR 0.1f
#define WORKLOAD "w1"
#elif W == 2
enum { NIN = 8, H1 = 16, H2 = 16, NOUT = 1, ACT = TANH, OUTK = MSE, OPT = SGD, B = 1, NS = 1024 };
#define LR 0.01f
#define WORKLOAD "w2"
#elif W == 3
enum { NIN = 16, H1 = 64, H2 = 64, NOUT = 4, ACT = RELU, OUTK = MSE, OPT = ADAM, B = 32, NS = 4096 };
#define LR 1e-3f
#define WORKLOAD "w3"
#elif W == 4
enum { NIN = 64, H1 = 32, H2 = 0, NOUT = 10, ACT = RELU, OUTK = SOFTMAX_CE, OPT = MOMENTUM, B = 32, NS = 1792 };
#define LR 0.05f
#define WORKLOAD "w4"
#elif W == 5
enum { NIN = 784, H1 = 128, H2 = 0, NOUT = 10, ACT = RELU, OUTK = SOFTMAX_CE, OPT = ADAM, B = 64, NS = 4992 };
#define LR 1e-3f
#define WORKLOAD "w5"
#elif W == 6
enum { NIN = 4, H1 = 32, H2 = 16, NOUT = 4, ACT = TANH, OUTK = MSE, OPT = ADAM, B = 10000, NS = 10000 };
#define LR 1e-3f
#define WORKLOAD "s1"
#endif
enum { NB = NS / B };

static float *DX, *DY;  // NS x NIN inputs, NS x NOUT targets
static const char *peer_name;
static void peer_init(void);
static void peer_steps(long n);
static double peer_loss(void);   // mean loss over the whole data set
static void peer_infer(long n);  // n single-sample forward passes
static volatile float sink;

static float *load_data(const char *part, size_t count) {
  char path[512];
  const char *folder = getenv("PEERS_DATA");
  snprintf(path, sizeof path, "%s/" WORKLOAD "_%s.f32", folder ? folder : "data", part);
  float *values = aligned_alloc(64, (count * 4 + 63) / 64 * 64);
  FILE *file = fopen(path, "rb");
  if (!file || fread(values, 4, count, file) != count) {
    perror(path);
    exit(1);
  }
  fclose(file);
  return values;
}

// Uniform in [-1, 1), the same sequence in every rival.
static unsigned long long random_state = 88172645463325252ull;
static inline float urand(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return (float)((random_state >> 40) * (1.0 / 16777216.0) * 2 - 1);
}

// p holds probabilities (softmax) or outputs.
static double data_loss(const float *p, const float *y, int n) {
  double l = 0;
  for (int i = 0; i < n; i++)
    for (int o = 0; o < NOUT; o++) {
      float q = p[i * NOUT + o], t = y[i * NOUT + o];
      if (OUTK == SOFTMAX_CE)
        l -= t * log(q + 1e-12);
      else
        l += (double)(q - t) * (q - t) / NOUT;
    }
  return l / n;
}

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  DX = load_data("x", (size_t)NS * NIN);
  DY = load_data("y", (size_t)NS * NOUT);
  peer_init();
  if (!strcmp(mode, "--steps")) {
    long n = argc > 2 ? atol(argv[2]) : 100;
    double before = peer_loss();
    for (long i = 0; i < n; i++) peer_steps(1);
    printf("%s " WORKLOAD " steps=%ld loss=%.6g->%.6g\n", peer_name, n, before, peer_loss());
    return 0;
  }
  measure(peer_name, WORKLOAD, strcmp(mode, "--infer") ? peer_steps : peer_infer, peer_loss,
          argc > 2 ? atof(argv[2]) : 1.0);
  return 0;
}
#endif
