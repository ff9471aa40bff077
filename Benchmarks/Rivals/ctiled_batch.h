// W3 to W5: minibatches.
#include "ctiled_tiles.h"
#define UP(n) ((n) <= 4 ? (n) : ((n) + 15) / 16 * 16)
enum { L1 = H1, L2 = H2 ? H2 : H1, NL = H2 ? 3 : 2, OP = UP(NOUT), NARROW = NOUT <= 4 };
#define LAYER(n, I, O)                                                                          \
  AL static float w##n[(I) * (O)], m##n[(I) * (O)], v##n[(I) * (O)], b##n[(O) < 16 ? 16 : (O)], \
      mb##n[(O) < 16 ? 16 : (O)], vb##n[(O) < 16 ? 16 : (O)]
LAYER(1, NIN, L1);
LAYER(2, L1, L2);
LAYER(3, L2, OP);

AL static float a1[B * L1], a2[B * L2], p[B * OP + 16], d1[B * L1], d2[B * L2], dp[B * OP + 16],
    wt[L1 * L2 > L2 * 16 ? L1 * L2 : L2 * 16];
// narrow output layer: w [O][I], O = 1 or 4; z[s*O+o]
AI void fwdN(int b, int I, int O, const float *restrict x, const float *restrict w, const float *restrict bias,
             float *restrict z) {
  const int SG = 16 / O;
  AL float bb[16];
  for (int k = 0; k < 16; k++) bb[k] = bias[k % O];
  for (int s = 0; s < b; s += SG) {
    V r[16];
    UN for (int k = 0; k < 16; k++) {
      const float *xx = x + (s + k / O) * I, *ww = w + (k % O) * I;
      V a = _mm512_mul_ps(ld(xx), ld(ww));
      UN for (int j = 1; j < I / 16; j++) a = fma_(ld(xx + 16 * j), ld(ww + 16 * j), a);
      r[k] = a;
    }
    tr16(r);
    UN for (int h = 8; h; h >>= 1)
      for (int k = 0; k < h; k++) r[k] = _mm512_add_ps(r[k], r[k + h]);
    st(z + s * O, _mm512_add_ps(r[0], ld(bb)));
  }
}
AI void updN(int b, int I, int O, const float *restrict x, const float *restrict d, float *restrict w,
             float *restrict m_, float *restrict v_, float *restrict bs, float *restrict mb, float *restrict vb) {
  const int NV = I / 16;
  if (O == 4) {
    V acc[16][MAXV];
    UN for (int m = 0; m < 4; m++)
      UN for (int j = 0; j < NV; j++) acc[m][j] = s1(0);
    tile(4, NV, b, d, 1, 4, x, I, acc);
    UN for (int m = 0; m < 4; m++)
      UN for (int j = 0; j < NV; j++) opt16(w + m * I + 16 * j, m_ + m * I + 16 * j, v_ + m * I + 16 * j, acc[m][j]);
  } else {
    V acc[4][MAXV];
    UN for (int m = 0; m < 4; m++)
      UN for (int j = 0; j < NV; j++) acc[m][j] = s1(0);
    for (int s = 0; s < b; s += 4)
      UN for (int m = 0; m < 4; m++) {
        V e = s1(d[s + m]);
        UN for (int j = 0; j < NV; j++) acc[m][j] = fma_(e, ld(x + (s + m) * I + 16 * j), acc[m][j]);
      }
    UN for (int j = 0; j < NV; j++)
      opt16(w + 16 * j, m_ + 16 * j, v_ + 16 * j,
            _mm512_add_ps(_mm512_add_ps(acc[0][j], acc[1][j]), _mm512_add_ps(acc[2][j], acc[3][j])));
  }
  V t = s1(0);
  for (int k = 0; k < b * O; k += 16) t = _mm512_add_ps(t, ld(d + k));
  AL float q[16], g[16] = {0};
  st(q, t);
  for (int k = 0; k < 16; k++) g[k % O] += q[k];
  opt16(bs, mb, vb, ld(g));
}
AI void outgrad(const float *restrict y) {
  if (OUTK == SOFTMAX_CE)
    for (int s = 0; s < B; s += 16) {
      V r[16];
      UN for (int k = 0; k < 16; k++) r[k] = ld(p + (s + k) * 16);
      tr16(r);
      V mx = r[0], t = s1(0);
      UN for (int o = 1; o < NOUT; o++) mx = _mm512_max_ps(mx, r[o]);
      UN for (int o = 0; o < NOUT; o++) {
        r[o] = exp16(_mm512_sub_ps(r[o], mx));
        t = _mm512_add_ps(t, r[o]);
      }
      t = _mm512_div_ps(s1(1.f / B), t);
      UN for (int o = 0; o < 16; o++) r[o] = o < NOUT ? _mm512_mul_ps(r[o], t) : s1(0);
      tr16(r);
      UN for (int k = 0; k < 16; k++)
        st(dp + (s + k) * 16, fma_(_mm512_maskz_loadu_ps((1 << NOUT) - 1, y + (s + k) * NOUT), s1(-1.f / B), r[k]));
    }
  else
    for (int k = 0; k < B * NOUT; k += 16) {
      st(dp + k, _mm512_mul_ps(_mm512_sub_ps(ld(p + k), ld(y + k)), s1(2.f / NOUT / B)));
    }
}
static __attribute__((noinline)) void step(const float *restrict x, const float *restrict y) {
  if (OPT == ADAM) {
    b1t *= 0.9;
    b2t *= 0.999;
    SS = (float)(LR * sqrt(1 - b2t) / (1 - b1t));
  }
  float *last = NL == 3 ? a2 : a1, *dl = NL == 3 ? d2 : d1;
  fwd(B, NIN, L1, NIN, x, w1, b1, a1, 1);
  if (NL == 3) fwd(B, L1, L2, L1, a1, w2, b2, a2, 1);
  if (NARROW)
    fwdN(B, L2, NOUT, last, w3, b3, p);
  else
    fwd(B, L2, OP, L2, last, w3, b3, p, 0);
  outgrad(y);
  if (NARROW) {
    bwdx(B, L2, NOUT, NOUT, dp, w3, last, dl);
    updN(B, L2, NOUT, last, dp, w3, m3, v3, b3, mb3, vb3);
  } else {
    transpose(L2, OP, w3, wt);
    bwdx(B, L2, NOUT, OP, dp, wt, last, dl);
    upd(B, L2, OP, last, dp, w3, m3, v3, b3, mb3, vb3);
  }
  if (NL == 3) {
    transpose(L1, L2, w2, wt);
    bwdx(B, L1, L2, L2, d2, wt, a1, d1);
    upd(B, L1, L2, a1, d2, w2, m2, v2, b2, mb2, vb2);
  }
  upd(B, NIN, L1, x, d1, w1, m1, v1, b1, mb1, vb1);
}
static void initl(float *w, int i, int o, int op, float *b) {
  float k = 1 / sqrtf(i);
  for (int a = 0; a < i; a++)
    for (int c = 0; c < o; c++) w[op > 4 ? a * op + c : c * i + a] = urand() * k;
  for (int c = 0; c < o; c++) b[c] = urand() * k;
}
static void peer_init(void) {
  peer_name = NAME;
  initl(w1, NIN, L1, L1, b1);
  initl(w2, L1, L2, L2, b2);
  initl(w3, L2, NOUT, OP, b3);
}
static void peer_steps(long n) {
  static int c;
  for (long k = 0; k < n; k++) {
    step(DX + (size_t)c * B * NIN, DY + (size_t)c * B * NOUT);
    if (++c == NB) c = 0;
  }
}
AI void fwd1(int I, int O, const float *restrict x, const float *restrict w, const float *restrict bias,
             float *restrict z, int relu) {
  const int NV = O >= 128 ? 8 : O / 16;
  V a[2][8];
  UN for (int j = 0; j < NV; j++) {
    a[0][j] = ld(bias + 16 * j);
    a[1][j] = s1(0);
  }
  for (int i = 0; i < I; i += 2)
    UN for (int u = 0; u < 2; u++) {
      V e = s1(x[i + u]);
      UN for (int j = 0; j < NV; j++) a[u][j] = fma_(e, ld(w + (i + u) * O + 16 * j), a[u][j]);
    }
  UN for (int j = 0; j < NV; j++) {
    V t = _mm512_add_ps(a[0][j], a[1][j]);
    st(z + 16 * j, relu ? _mm512_max_ps(t, s1(0)) : t);
  }
}
AL static float o1_[L1], o2_[L2], o3_[16];
AI void one(const float *x) {
  fwd1(NIN, L1, x, w1, b1, o1_, 1);
  float *l = o1_;
  if (NL == 3) {
    fwd1(L1, L2, o1_, w2, b2, o2_, 1);
    l = o2_;
  }
  if (NARROW)
    for (int o = 0; o < NOUT; o++) {
      V a = _mm512_mul_ps(ld(l), ld(w3 + o * L2));
      for (int j = 1; j < L2 / 16; j++) a = fma_(ld(l + 16 * j), ld(w3 + o * L2 + 16 * j), a);
      o3_[o] = _mm512_reduce_add_ps(a) + b3[o];
    }
  else {
    fwd1(L2, OP, l, w3, b3, o3_, 0);
    V z = _mm512_mask_mov_ps(s1(-1e30f), (1 << NOUT) - 1, ld(o3_));
    z = exp16(_mm512_sub_ps(z, s1(_mm512_reduce_max_ps(z))));
    z = _mm512_maskz_mov_ps((1 << NOUT) - 1, z);
    st(o3_, _mm512_mul_ps(z, s1(1 / _mm512_reduce_add_ps(z))));
  }
}
static double peer_loss(void) {
  static float q[NS * NOUT];
  for (int i = 0; i < NS; i++) {
    one(DX + (size_t)i * NIN);
    memcpy(q + i * NOUT, o3_, NOUT * 4);
  }
  return data_loss(q, DY, NS);
}
static void peer_infer(long n) {
  for (long k = 0; k < n; k++) {
    one(DX + (size_t)(k & 255) * NIN);
    sink = o3_[0];
  }
}
