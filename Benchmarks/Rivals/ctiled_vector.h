// AVX-512 vectors of the hand-tiled rival: loads, exp, tanh and a 16 x 16 transpose.
#ifndef CTILED_VECTOR_H
#define CTILED_VECTOR_H
#include <immintrin.h>
#include "bench.h"
#define AI static inline __attribute__((always_inline))
#define AL __attribute__((aligned(64)))
#define UN _Pragma("GCC unroll 16")
typedef __m512 V;
AI V ld(const float *p) { return _mm512_loadu_ps(p); }
AI void st(float *p, V x) { _mm512_storeu_ps(p, x); }
AI V s1(float x) { return _mm512_set1_ps(x); }
AI V fma_(V a, V b, V c) { return _mm512_fmadd_ps(a, b, c); }
// odd/even rational tanh (same form as Eigen's), |err| ~ 1e-7
AI V tanh16(V x) {
  x = _mm512_max_ps(_mm512_min_ps(x, s1(7.90531110763549805f)), s1(-7.90531110763549805f));
  V y = _mm512_mul_ps(x, x);
  V p = fma_(y, s1(-2.76076847742355e-16f), s1(2.00018790482477e-13f));
  p = fma_(p, y, s1(-8.60467152213735e-11f));
  p = fma_(p, y, s1(5.12229709037114e-08f));
  p = fma_(p, y, s1(1.48572235717979e-05f));
  p = fma_(p, y, s1(6.37261928875436e-04f));
  p = fma_(p, y, s1(4.89352455891786e-03f));
  p = _mm512_mul_ps(p, x);
  V q = fma_(y, s1(1.19825839466702e-06f), s1(1.18534705686654e-04f));
  q = fma_(q, y, s1(2.26843463243900e-03f));
  q = fma_(q, y, s1(4.89352518554385e-03f));
  return _mm512_div_ps(p, q);
}
AI V exp16(V x) {
  x = _mm512_max_ps(_mm512_min_ps(x, s1(88)), s1(-87));
  V n = _mm512_roundscale_ps(_mm512_mul_ps(x, s1(1.44269504f)), 0);
  V r = fma_(n, s1(-0.693359375f), x);
  r = fma_(n, s1(2.12194440e-4f), r);
  V p = fma_(r, s1(1.9875691500e-4f), s1(1.3981999507e-3f));
  p = fma_(p, r, s1(8.3334519073e-3f));
  p = fma_(p, r, s1(4.1665795894e-2f));
  p = fma_(p, r, s1(1.6666665459e-1f));
  p = fma_(p, r, s1(5.0000001201e-1f));
  p = fma_(p, _mm512_mul_ps(r, r), _mm512_add_ps(r, s1(1)));
  return _mm512_scalef_ps(p, n);
}
AI void tr16(V r[16]) {
  V t[16];
  UN for (int i = 0; i < 8; i++) {
    t[2 * i] = _mm512_unpacklo_ps(r[2 * i], r[2 * i + 1]);
    t[2 * i + 1] = _mm512_unpackhi_ps(r[2 * i], r[2 * i + 1]);
  }
#define PD(f, a, b) _mm512_castpd_ps(f(_mm512_castps_pd(a), _mm512_castps_pd(b)))
  UN for (int i = 0; i < 4; i++) {
    r[4 * i] = PD(_mm512_unpacklo_pd, t[4 * i], t[4 * i + 2]);
    r[4 * i + 1] = PD(_mm512_unpackhi_pd, t[4 * i], t[4 * i + 2]);
    r[4 * i + 2] = PD(_mm512_unpacklo_pd, t[4 * i + 1], t[4 * i + 3]);
    r[4 * i + 3] = PD(_mm512_unpackhi_pd, t[4 * i + 1], t[4 * i + 3]);
  }
  UN for (int i = 0; i < 4; i++) {
    t[i] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0x88);
    t[i + 4] = _mm512_shuffle_f32x4(r[i], r[i + 4], 0xdd);
    t[i + 8] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0x88);
    t[i + 12] = _mm512_shuffle_f32x4(r[i + 8], r[i + 12], 0xdd);
  }
  UN for (int i = 0; i < 8; i++) {
    r[i] = _mm512_shuffle_f32x4(t[i], t[i + 8], 0x88);
    r[i + 8] = _mm512_shuffle_f32x4(t[i], t[i + 8], 0xdd);
  }
}
#endif
