// Register tiles of the hand-tiled rival: forward, input gradient, and parameter gradient with the optimizer fused in.
#ifndef CTILED_TILES_H
#define CTILED_TILES_H
#include "ctiled_vector.h"
#define MAXV 8
// acc[m][n] += sum_k A[m*sm+k*sk] * Bm[k*ldb+16n..]
AI void tile(int MR, int NV, int K, const float *A, long sm, long sk, const float *Bm, long ldb, V acc[16][MAXV]) {
  for (int k = 0; k < K; k++) {
    V b[MAXV];
    UN for (int n = 0; n < NV; n++) b[n] = ld(Bm + k * ldb + 16 * n);
    UN for (int m = 0; m < MR; m++) {
      V a = s1(A[m * sm + k * sk]);
      UN for (int n = 0; n < NV; n++) acc[m][n] = fma_(a, b[n], acc[m][n]);
    }
  }
}
static double b1t = 1, b2t = 1;
static float SS;
AI void opt16(float *w, float *m, float *v, V g) {
  if (OPT == SGD)
    st(w, fma_(s1(-LR), g, ld(w)));
  else if (OPT == MOMENTUM) {
    V M = fma_(ld(m), s1(0.9f), g);
    st(m, M);
    st(w, fma_(s1(-LR), M, ld(w)));
  } else {
    V M = fma_(ld(m), s1(0.9f), _mm512_mul_ps(g, s1(0.1f))),
      Q = fma_(ld(v), s1(0.999f), _mm512_mul_ps(_mm512_mul_ps(g, g), s1(0.001f)));
    st(m, M);
    st(v, Q);
    st(w, _mm512_sub_ps(ld(w), _mm512_div_ps(_mm512_mul_ps(M, s1(SS)), _mm512_add_ps(_mm512_sqrt_ps(Q), s1(1e-8f)))));
  }
}
// z = relu?(x w + b)
AI void fwd(int b, int I, int O, int ldx, const float *restrict x, const float *restrict w, const float *restrict bias,
            float *restrict z, int relu) {
  const int NV = O % 64 == 0 ? 4 : O % 32 == 0 ? 2 : 1, MR = NV == 4 ? 4 : 8;
  const int KK = I <= 128 ? I : I % 112 == 0 ? 112 : 128;
  for (int n = 0; n < O; n += 16 * NV)
    for (int k = 0; k < I; k += KK)
      for (int s = 0; s < b; s += MR) {
        V acc[16][MAXV];
        UN for (int m = 0; m < MR; m++)
          UN for (int j = 0; j < NV; j++) acc[m][j] = k ? ld(z + (s + m) * O + n + 16 * j) : ld(bias + n + 16 * j);
        tile(MR, NV, KK, x + s * ldx + k, ldx, 1, w + k * O + n, O, acc);
        UN for (int m = 0; m < MR; m++)
          UN for (int j = 0; j < NV; j++) {
            V a = acc[m][j];
            if (relu && k + KK >= I) a = _mm512_max_ps(a, s1(0));
            st(z + (s + m) * O + n + 16 * j, a);
          }
      }
}
// dx = (d wT) * (h>0), wT is [K][I], K true outputs, d has row stride ldd
AI void bwdx(int b, int I, int K, int ldd, const float *restrict d, const float *restrict wT, const float *restrict h,
             float *restrict dx) {
  const int NV = I % 64 == 0 ? 4 : I % 32 == 0 ? 2 : 1, MR = NV == 4 ? 4 : 8;
  for (int n = 0; n < I; n += 16 * NV)
    for (int s = 0; s < b; s += MR) {
      V acc[16][MAXV];
      UN for (int m = 0; m < MR; m++)
        UN for (int j = 0; j < NV; j++) acc[m][j] = s1(0);
      tile(MR, NV, K, d + s * ldd, ldd, 1, wT + n, I, acc);
      UN for (int m = 0; m < MR; m++)
        UN for (int j = 0; j < NV; j++)
          st(dx + (s + m) * I + n + 16 * j,
             _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(ld(h + (s + m) * I + n + 16 * j), s1(0), _CMP_GT_OQ), acc[m][j]));
    }
}
// w[i][o] optimizer step with g = x^T d, then the bias with sum d
AI void upd(int b, int I, int O, const float *restrict x, const float *restrict d, float *restrict w,
            float *restrict m_, float *restrict v_, float *restrict bs, float *restrict mb, float *restrict vb) {
  const int NV = O % 64 == 0 ? 4 : O % 32 == 0 ? 2 : 1, MR = NV == 4 ? 4 : 8;
  for (int n = 0; n < O; n += 16 * NV)
    for (int i = 0; i < I; i += MR) {
      V acc[16][MAXV];
      UN for (int m = 0; m < MR; m++)
        UN for (int j = 0; j < NV; j++) acc[m][j] = s1(0);
      tile(MR, NV, b, x + i, 1, I, d + n, O, acc);
      UN for (int m = 0; m < MR; m++)
        UN for (int j = 0; j < NV; j++) {
          long q = (long)(i + m) * O + n + 16 * j;
          opt16(w + q, m_ + q, v_ + q, acc[m][j]);
        }
    }
  for (int n = 0; n < O; n += 16) {
    V a[4] = {s1(0), s1(0), s1(0), s1(0)};
    for (int s = 0; s < b; s += 4)
      UN for (int j = 0; j < 4; j++) a[j] = _mm512_add_ps(a[j], ld(d + (s + j) * O + n));
    opt16(bs + n, mb + n, vb + n, _mm512_add_ps(_mm512_add_ps(a[0], a[1]), _mm512_add_ps(a[2], a[3])));
  }
}
AI void transpose(int I, int O, const float *restrict w, float *restrict t) {
  for (int i = 0; i < I; i += 16)
    for (int o = 0; o < O; o += 16) {
      V r[16];
      UN for (int k = 0; k < 16; k++) r[k] = ld(w + (i + k) * O + o);
      tr16(r);
      UN for (int k = 0; k < 16; k++) st(t + (o + k) * I + i, r[k]);
    }
}

#endif
