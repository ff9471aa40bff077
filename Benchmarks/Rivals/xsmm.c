// The multilayer perceptron on libxsmm's just-in-time small matrix products, plain C loops for the rest: W3 to W5.
// libxsmm uses the name W itself, so the workload is chosen by -DWK.
#include <libxsmm.h>
#define W WK
#include "bench.h"
#define AI static inline __attribute__((always_inline))
#define AL __attribute__((aligned(64)))
enum { L1 = H1, L2 = H2 ? H2 : H1, NL = H2 ? 3 : 2 };
#define LAYER(n, I, O) \
  AL static float w##n[(I) * (O) + (O)], m##n[(I) * (O) + (O)], v##n[(I) * (O) + (O)], g##n[(I) * (O) + (O)]
LAYER(1, NIN, L1);
LAYER(2, L1, L2);
LAYER(3, L2, NOUT);
AL static float a1[B * L1], a2[B * L2], p[B * NOUT], d1[B * L1], d2[B * L2], dp[B * NOUT],
    wt[L1 * L2 > L2 * NOUT ? L1 * L2 : L2 * NOUT];
typedef libxsmm_smmfunction K;
static K kf[3], kx[3], kw[3];
static K mk(int m, int n, int k, int fl, float beta) {
  float al = 1;
  int lda = m, ldb = (fl & LIBXSMM_GEMM_FLAG_TRANS_B) ? n : k, ldc = m, pf = 0;
  K f = libxsmm_smmdispatch(m, n, k, &lda, &ldb, &ldc, &al, &beta, &fl, &pf);
  if (!f) {
    fprintf(stderr, "no kernel %d %d %d\n", m, n, k);
    exit(1);
  }
  return f;
}
AI void fwd(int L, int I, int O, const float *x, const float *w, float *z, int relu) {
  for (int s = 0; s < B; s++) memcpy(z + s * O, w + I * O, O * 4);
  kf[L](w, x, z);
  if (relu)
    for (int i = 0; i < B * O; i++) z[i] = z[i] > 0 ? z[i] : 0;
}
AI void bwdx(int L, int I, int O, const float *restrict d, const float *restrict w, const float *restrict h,
             float *restrict dx) {
  for (int i = 0; i < I; i++)
    for (int o = 0; o < O; o++) wt[o * I + i] = w[i * O + o];
  kx[L](wt, d, dx);
  for (int i = 0; i < B * I; i++) dx[i] = h[i] > 0 ? dx[i] : 0;
}
static double b1t = 1, b2t = 1;
AI void upd(int L, int I, int O, const float *restrict x, const float *restrict d, float *restrict w, float *restrict m,
            float *restrict v, float *restrict g, float s) {
  kw[L](d, x, g);
  for (int o = 0; o < O; o++) g[I * O + o] = 0;
  for (int k = 0; k < B; k++)
    for (int o = 0; o < O; o++) g[I * O + o] += d[k * O + o];
  int n = I * O + O;
  if (OPT == MOMENTUM)
    for (int i = 0; i < n; i++) {
      m[i] = 0.9f * m[i] + g[i];
      w[i] -= LR * m[i];
    }
  else
    for (int i = 0; i < n; i++) {
      m[i] = 0.9f * m[i] + 0.1f * g[i];
      v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
      w[i] -= s * m[i] / (sqrtf(v[i]) + 1e-8f);
    }
}
static void outp(int b, float *restrict z) {
  for (int s = 0; s < b; s++) {
    float *q = z + s * NOUT;
    if (OUTK == SOFTMAX_CE) {
      float mx = q[0], t = 0;
      for (int o = 1; o < NOUT; o++) mx = q[o] > mx ? q[o] : mx;
      for (int o = 0; o < NOUT; o++) {
        q[o] = expf(q[o] - mx);
        t += q[o];
      }
      t = 1 / t;
      for (int o = 0; o < NOUT; o++) q[o] *= t;
    }
  }
}
static void forward(const float *x) {
  fwd(0, NIN, L1, x, w1, a1, 1);
  if (NL == 3) fwd(1, L1, L2, a1, w2, a2, 1);
  fwd(2, L2, NOUT, NL == 3 ? a2 : a1, w3, p, 0);
  outp(B, p);
}
static void step(const float *x, const float *y) {
  forward(x);
  const float c = (OUTK == MSE ? 2.f / NOUT : 1.f) / B;
  for (int i = 0; i < B * NOUT; i++) dp[i] = (p[i] - y[i]) * c;
  b1t *= 0.9;
  b2t *= 0.999;
  float s = (float)(LR * sqrt(1 - b2t) / (1 - b1t));
  float *last = NL == 3 ? a2 : a1;
  bwdx(2, L2, NOUT, dp, w3, last, NL == 3 ? d2 : d1);
  upd(2, L2, NOUT, last, dp, w3, m3, v3, g3, s);
  if (NL == 3) {
    bwdx(1, L1, L2, d2, w2, a1, d1);
    upd(1, L1, L2, a1, d2, w2, m2, v2, g2, s);
  }
  upd(0, NIN, L1, x, d1, w1, m1, v1, g1, s);
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
  libxsmm_init();
  int I[3] = {NIN, L1, L2}, O[3] = {L1, L2, NOUT};
  for (int l = 0; l < 3; l++) {
    if (l == 1 && NL == 2) continue;
    kf[l] = mk(O[l], B, I[l], 0, 1);
    kx[l] = mk(I[l], B, O[l], 0, 0);
    kw[l] = mk(O[l], I[l], B, LIBXSMM_GEMM_FLAG_TRANS_B, 0);
  }
}
static void peer_steps(long n) {
  static int c;
  for (long k = 0; k < n; k++) {
    step(DX + (size_t)c * B * NIN, DY + (size_t)c * B * NOUT);
    if (++c == NB) c = 0;
  }
}
static double peer_loss(void) {
  static float q[NS * NOUT];
  for (int i = 0; i < NB; i++) {
    forward(DX + (size_t)i * B * NIN);
    memcpy(q + i * B * NOUT, p, sizeof p);
  }
  return data_loss(q, DY, NB * B);
}
static void peer_infer(long n) { (void)n; }
