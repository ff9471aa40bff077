// S1 in the manner of c-plain: the full batch in chunks whose activations stay in cache, the gradient summed over the
// chunks and then applied once. The input gradient is a forward product with the weights transposed once a step.
#include "cplain.h"

enum { CHUNK = 80, P1 = NIN * L1 + L1, P2 = L1 * L2 + L2, P3 = L2 * NOUT + NOUT };
_Static_assert(B % CHUNK == 0, "chunks must fill the batch");
AL static float w1[P1], m1[P1], v1[P1], g1[P1], w2[P2], m2[P2], v2[P2], g2[P2], w3[P3], m3[P3], v3[P3], g3[P3];
AL static float t2[L1 * L2], t3[L2 * NOUT], zeros[WMAX];
AL static float a1[CHUNK * L1], a2[CHUNK * L2], p[CHUNK * NOUT], d1[CHUNK * L1], d2[CHUNK * L2], d3[CHUNK * NOUT];

// g += x^T d over b samples, four inputs at a time; the bias gradient follows.
AI void gradient(int b, int I, int O, const float *restrict x, const float *restrict d, float *restrict g) {
  for (int i = 0; i < I; i += 4) {
    float r0[WMAX], r1[WMAX], r2[WMAX], r3[WMAX];
    for (int o = 0; o < O; o++) r0[o] = r1[o] = r2[o] = r3[o] = 0;
    for (int k = 0; k < b; k++) {
      const float *restrict xk = x + k * I + i, *restrict dk = d + k * O;
      for (int o = 0; o < O; o++) {
        r0[o] += xk[0] * dk[o];
        r1[o] += xk[1] * dk[o];
        r2[o] += xk[2] * dk[o];
        r3[o] += xk[3] * dk[o];
      }
    }
    for (int o = 0; o < O; o++) {
      g[i * O + o] += r0[o];
      g[(i + 1) * O + o] += r1[o];
      g[(i + 2) * O + o] += r2[o];
      g[(i + 3) * O + o] += r3[o];
    }
  }
  float r[WMAX];
  for (int o = 0; o < O; o++) r[o] = 0;
  for (int k = 0; k < b; k++)
    for (int o = 0; o < O; o++) r[o] += d[k * O + o];
  for (int o = 0; o < O; o++) g[I * O + o] += r[o];
}

// The same for a narrow layer: vectors run over the inputs.
AI void narrow_gradient(int b, int I, int O, const float *restrict x, const float *restrict d, float *restrict g) {
  float r[NOUT][L2], s[NOUT];
  for (int o = 0; o < O; o++) {
    s[o] = 0;
    for (int i = 0; i < I; i++) r[o][i] = 0;
  }
  for (int k = 0; k < b; k++)
    for (int o = 0; o < O; o++) {
      float e = d[k * O + o];
      s[o] += e;
      for (int i = 0; i < I; i++) r[o][i] += e * x[k * I + i];
    }
  for (int o = 0; o < O; o++) {
    g[I * O + o] += s[o];
    for (int i = 0; i < I; i++) g[i * O + o] += r[o][i];
  }
}

AI void transpose(int I, int O, const float *restrict w, float *restrict t) {
  for (int i = 0; i < I; i++)
    for (int o = 0; o < O; o++) t[o * I + i] = w[i * O + o];
}

static void forward(int b, const float *x, float *o1, float *o2, float *o3) {
  fwd(b, NIN, L1, x, w1, w1 + NIN * L1, o1);
  act(b * L1, o1);
  fwd(b, L1, L2, o1, w2, w2 + L1 * L2, o2);
  act(b * L2, o2);
  fwd(b, L2, NOUT, o2, w3, w3 + L2 * NOUT, o3);
}

static void chunk(const float *restrict x, const float *restrict y) {
  forward(CHUNK, x, a1, a2, p);
  for (int i = 0; i < CHUNK * NOUT; i++) d3[i] = (p[i] - y[i]) * (2.f / NOUT / B);
  fwd(CHUNK, NOUT, L2, d3, t3, zeros, d2);
  for (int i = 0; i < CHUNK * L2; i++) d2[i] *= dact(a2[i]);
  narrow_gradient(CHUNK, L2, NOUT, a2, d3, g3);
  fwd(CHUNK, L2, L1, d2, t2, zeros, d1);
  for (int i = 0; i < CHUNK * L1; i++) d1[i] *= dact(a1[i]);
  gradient(CHUNK, L1, L2, a1, d2, g2);
  gradient(CHUNK, NIN, L1, x, d1, g1);
}

static void peer_steps(long n) {
  for (long k = 0; k < n; k++) {
    memset(g1, 0, sizeof g1);
    memset(g2, 0, sizeof g2);
    memset(g3, 0, sizeof g3);
    transpose(L1, L2, w2, t2);
    transpose(L2, NOUT, w3, t3);
    for (int s = 0; s < B; s += CHUNK) chunk(DX + (size_t)s * NIN, DY + (size_t)s * NOUT);
    float size = stepsize();
    apply(P1, w1, m1, v1, g1, size);
    apply(P2, w2, m2, v2, g2, size);
    apply(P3, w3, m3, v3, g3, size);
  }
}

static void initl(float *w, int i, int o) {
  float k = 1 / sqrtf(i);
  for (int j = 0; j < (i + 1) * o; j++) w[j] = urand() * k;
}

static void peer_init(void) {
  peer_name = NAME;
  initl(w1, NIN, L1);
  initl(w2, L1, L2);
  initl(w3, L2, NOUT);
}

static double peer_loss(void) {
  static float q[NS * NOUT];
  for (int s = 0; s < NS; s += CHUNK) forward(CHUNK, DX + (size_t)s * NIN, a1, a2, q + (size_t)s * NOUT);
  return data_loss(q, DY, NS);
}

static void peer_infer(long n) {
  for (long k = 0; k < n; k++) {
    forward(1, DX + (size_t)(k & 255) * NIN, a1, a2, p);
    sink = p[0];
  }
}
