// What c-plain and S1 are made of: simple, vectorisable loops over layers stored [inputs][outputs], the biases after the weights.
#ifndef CPLAIN_H
#define CPLAIN_H
#include "bench.h"
#define AI static inline __attribute__((always_inline))
#define AL __attribute__((aligned(64)))
enum { WMAX = 128 };
enum { L1 = H1, L2 = H2 ? H2 : H1, NL = H2 ? 3 : 2 };
AI void apply(int n, float *restrict w, float *restrict m, float *restrict v, const float *restrict g, float s) {
  if (OPT == SGD)
    for (int i = 0; i < n; i++) w[i] -= LR * g[i];
  else if (OPT == MOMENTUM)
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
AI void act(int n, float *restrict h) {
  for (int i = 0; i < n; i++)
    h[i] = ACT == RELU ? (h[i] > 0 ? h[i] : 0) : ACT == TANH ? tanhf(h[i]) : 1 / (1 + expf(-h[i]));
}
AI float dact(float h) { return ACT == RELU ? (h > 0 ? 1.f : 0.f) : ACT == TANH ? 1 - h * h : h * (1 - h); }
// four samples (rows) at a time, so that each weight vector loaded is used four times
AI void fwd(int b, int I, int O, const float *restrict x, const float *restrict w, const float *restrict bias,
            float *restrict z) {
  int s = 0;
  if (b >= 4 && O >= 16)
    for (; s + 4 <= b; s += 4) {
      float a0[WMAX], a1[WMAX], a2[WMAX], a3[WMAX];
      for (int o = 0; o < O; o++) a0[o] = a1[o] = a2[o] = a3[o] = bias[o];
      for (int i = 0; i < I; i++) {
        float x0 = x[s * I + i], x1 = x[(s + 1) * I + i], x2 = x[(s + 2) * I + i], x3 = x[(s + 3) * I + i];
        const float *restrict wi = w + i * O;
        for (int o = 0; o < O; o++) {
          a0[o] += x0 * wi[o];
          a1[o] += x1 * wi[o];
          a2[o] += x2 * wi[o];
          a3[o] += x3 * wi[o];
        }
      }
      for (int o = 0; o < O; o++) {
        z[s * O + o] = a0[o];
        z[(s + 1) * O + o] = a1[o];
        z[(s + 2) * O + o] = a2[o];
        z[(s + 3) * O + o] = a3[o];
      }
    }
  for (; s < b; s++) {
    float acc[WMAX];
    for (int o = 0; o < O; o++) acc[o] = bias[o];
    for (int i = 0; i < I; i++) {
      float xi = x[s * I + i];
      for (int o = 0; o < O; o++) acc[o] += xi * w[i * O + o];
    }
    for (int o = 0; o < O; o++) z[s * O + o] = acc[o];
  }
}
AI void bwdx(int b, int I, int O, const float *restrict d, const float *restrict w, const float *restrict h,
             float *restrict dx) {
  for (int s = 0; s < b; s++)
    for (int i = 0; i < I; i++) {
      float a = 0;
      for (int o = 0; o < O; o++) a += d[s * O + o] * w[i * O + o];
      dx[s * I + i] = a * dact(h[s * I + i]);
    }
}
AI void upd(int b, int I, int O, const float *restrict x, const float *restrict d, float *restrict w,
            float *restrict bias, float *restrict m, float *restrict v, float s) {
  if (b == 1 && OPT == SGD) {
    for (int i = 0; i < I; i++) {
      float e = -LR * x[i];
      for (int o = 0; o < O; o++) w[i * O + o] += e * d[o];
    }
    for (int o = 0; o < O; o++) bias[o] -= LR * d[o];
    return;
  }
  if (O < 16) {
    static float G[WMAX * 16];
    for (int i = 0; i < I * O; i++) G[i] = 0;  // narrow layer: sample-outer, so that the inner loops run over inputs
    for (int k = 0; k < b; k++)
      for (int i = 0; i < I; i++) {
        float xi = x[k * I + i];
        for (int o = 0; o < O; o++) G[i * O + o] += xi * d[k * O + o];
      }
    apply(I * O, w, m, v, G, s);
  } else
    for (int i = 0; i < I; i += 4) {
      float g0[WMAX], g1[WMAX], g2[WMAX], g3[WMAX];
      for (int o = 0; o < O; o++) g0[o] = g1[o] = g2[o] = g3[o] = 0;
      for (int k = 0; k < b; k++) {
        float x0 = x[k * I + i], x1 = x[k * I + i + 1], x2 = x[k * I + i + 2], x3 = x[k * I + i + 3];
        const float *restrict dk = d + k * O;
        for (int o = 0; o < O; o++) {
          g0[o] += x0 * dk[o];
          g1[o] += x1 * dk[o];
          g2[o] += x2 * dk[o];
          g3[o] += x3 * dk[o];
        }
      }
      apply(O, w + i * O, m + i * O, v + i * O, g0, s);
      apply(O, w + i * O + O, m + i * O + O, v + i * O + O, g1, s);
      apply(O, w + i * O + 2 * O, m + i * O + 2 * O, v + i * O + 2 * O, g2, s);
      apply(O, w + i * O + 3 * O, m + i * O + 3 * O, v + i * O + 3 * O, g3, s);
    }
  float g[WMAX];
  for (int o = 0; o < O; o++) g[o] = 0;
  for (int k = 0; k < b; k++)
    for (int o = 0; o < O; o++) g[o] += d[k * O + o];
  apply(O, bias, m + I * O, v + I * O, g, s);
}
// loss gradient dLoss/dz of the mean loss, from outputs p
AI void outp(int b, float *restrict z) {
  for (int s = 0; s < b; s++) {
    float *q = z + s * NOUT;
    if (OUTK == SIGMOID_MSE)
      for (int o = 0; o < NOUT; o++) q[o] = 1 / (1 + expf(q[o] < -60 ? 60 : -q[o]));
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
AI void outd(int b, const float *restrict p, const float *restrict y, float *restrict d) {
  const float c = (OUTK == MSE || OUTK == SIGMOID_MSE ? 2.f / NOUT : 1.f) / b;
  for (int i = 0; i < b * NOUT; i++) {
    float e = (p[i] - y[i]) * c;
    if (OUTK == SIGMOID_MSE) e *= p[i] * (1 - p[i]);
    d[i] = e;
  }
}
static double b1t = 1, b2t = 1;
AI float stepsize(void) {
  if (OPT != ADAM) return 0;
  b1t *= 0.9;
  b2t *= 0.999;
  return (float)(LR * sqrt(1 - b2t) / (1 - b1t));
}
#endif
