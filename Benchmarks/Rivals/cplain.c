// "An afternoon of a skilled C programmer": fixed sizes as constants, simple vectorisable loops, no gradient matrix kept
// (each weight row's gradient is summed over the batch and applied at once), no allocation.
#include "cplain.h"

AL static float w1[NIN * L1 + L1], m1[NIN * L1 + L1], v1[NIN * L1 + L1], w2[L1 * L2 + L2], m2[L1 * L2 + L2],
    v2[L1 * L2 + L2], w3[L2 * NOUT + NOUT], m3[L2 * NOUT + NOUT], v3[L2 * NOUT + NOUT];
AL static float a1[B * L1], a2[B * L2], p[B * NOUT], d1[B * L1], d2[B * L2], dp[B * NOUT];
static void forward(int b, const float *x, float *o1, float *o2, float *o3) {
  fwd(b, NIN, L1, x, w1, w1 + NIN * L1, o1);
  act(b * L1, o1);
  if (NL == 3) {
    fwd(b, L1, L2, o1, w2, w2 + L1 * L2, o2);
    act(b * L2, o2);
    fwd(b, L2, NOUT, o2, w3, w3 + L2 * NOUT, o3);
  } else
    fwd(b, L1, NOUT, o1, w3, w3 + L2 * NOUT, o3);
  outp(b, o3);
}
AI void step(const float *restrict x, const float *restrict y) {
  fwd(B, NIN, L1, x, w1, w1 + NIN * L1, a1);
  act(B * L1, a1);
  if (NL == 3) {
    fwd(B, L1, L2, a1, w2, w2 + L1 * L2, a2);
    act(B * L2, a2);
  }
  float *last = NL == 3 ? a2 : a1;
  fwd(B, L2, NOUT, last, w3, w3 + L2 * NOUT, p);
  outp(B, p);
  outd(B, p, y, dp);
  float s = stepsize();
  bwdx(B, L2, NOUT, dp, w3, last, NL == 3 ? d2 : d1);
  upd(B, L2, NOUT, last, dp, w3, w3 + L2 * NOUT, m3, v3, s);
  if (NL == 3) {
    bwdx(B, L1, L2, d2, w2, a1, d1);
    upd(B, L1, L2, a1, d2, w2, w2 + L1 * L2, m2, v2, s);
  }
  upd(B, NIN, L1, x, d1, w1, w1 + NIN * L1, m1, v1, s);
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
static void peer_steps(long n) {
  static int c;
  for (long k = 0; k < n; k++) {
    step(DX + (size_t)c * B * NIN, DY + (size_t)c * B * NOUT);
    if (++c == NB) c = 0;
  }
}
static double peer_loss(void) {
  static float q[NS * NOUT];
  float o1[L1], o2[L2];
  for (int i = 0; i < NS; i++) forward(1, DX + (size_t)i * NIN, o1, o2, q + i * NOUT);
  return data_loss(q, DY, NS);
}
static void peer_infer(long n) {
  float o1[L1], o2[L2], q[NOUT];
  for (long k = 0; k < n; k++) {
    forward(1, DX + (size_t)(k & 255) * NIN, o1, o2, q);
    sink = q[0];
  }
}
