// 8-16-16-1: one zmm per layer; W2 is kept in both orientations so that neither direction needs a transpose
AL static float w1[8 * 16], w2[16 * 16], w2t[16 * 16], b1[16], b2[16], w3[16];
static float b3;
AI V lin(const float *restrict x, int n, const float *restrict w, V a0) {
  V a[4] = {a0, s1(0), s1(0), s1(0)};
  UN for (int i = 0; i < 16; i++)
    if (i < n) a[i & 3] = fma_(s1(x[i]), ld(w + 16 * i), a[i & 3]);
  return _mm512_add_ps(_mm512_add_ps(a[0], a[1]), _mm512_add_ps(a[2], a[3]));
}
static inline float fw(const float *x, V *h1, V *h2, float *t) {
  *h1 = tanh16(lin(x, 8, w1, ld(b1)));
  st(t, *h1);
  *h2 = tanh16(lin(t, 16, w2, ld(b2)));
  return b3 + _mm512_reduce_add_ps(_mm512_mul_ps(*h2, ld(w3)));
}
static inline void step(const float *restrict x, const float *restrict y) {
  AL float t[16], u[16];
  V h1, h2;
  float e = 2 * (fw(x, &h1, &h2, t) - y[0]);
  V W3 = ld(w3), d2 = _mm512_mul_ps(_mm512_mul_ps(s1(e), W3), _mm512_fnmadd_ps(h2, h2, s1(1)));
  st(u, d2);
  V d1 = _mm512_mul_ps(lin(u, 16, w2t, s1(0)), _mm512_fnmadd_ps(h1, h1, s1(1)));
  st(w3, fma_(s1(-LR * e), h2, W3));
  b3 -= LR * e;
  V g2 = _mm512_mul_ps(d2, s1(-LR)), k1 = _mm512_mul_ps(h1, s1(-LR)), g1 = _mm512_mul_ps(d1, s1(-LR));
  UN for (int i = 0; i < 16; i++) {
    st(w2 + 16 * i, fma_(s1(t[i]), g2, ld(w2 + 16 * i)));
    st(w2t + 16 * i, fma_(s1(u[i]), k1, ld(w2t + 16 * i)));
  }
  st(b2, _mm512_add_ps(ld(b2), g2));
  UN for (int i = 0; i < 8; i++) st(w1 + 16 * i, fma_(s1(x[i]), g1, ld(w1 + 16 * i)));
  st(b1, _mm512_add_ps(ld(b1), g1));
}
static void peer_init(void) {
  peer_name = NAME;
  const float k1 = 1 / sqrtf(8), k2 = 1 / sqrtf(16);
  for (int i = 0; i < 128; i++) w1[i] = urand() * k1;
  for (int o = 0; o < 16; o++) b1[o] = urand() * k1;
  for (int i = 0; i < 16; i++)
    for (int o = 0; o < 16; o++) w2[i * 16 + o] = w2t[o * 16 + i] = urand() * k2;
  for (int o = 0; o < 16; o++) b2[o] = urand() * k2;
  for (int i = 0; i < 16; i++) w3[i] = urand() * k2;
  b3 = urand() * k2;
}
static void peer_steps(long n) {
  static int c;
  for (long k = 0; k < n; k++) {
    step(DX + (size_t)c * 8, DY + c);
    if (++c == NB) c = 0;
  }
}
static double peer_loss(void) {
  static float q[NS];
  V a, b;
  AL float t[16];
  for (int i = 0; i < NS; i++) q[i] = fw(DX + i * 8, &a, &b, t);
  return data_loss(q, DY, NS);
}
static void peer_infer(long n) {
  V a, b;
  AL float t[16];
  for (long k = 0; k < n; k++) sink = fw(DX + (k & 255) * 8, &a, &b, t);
}
