#!/usr/bin/env python3
"""Fits the coefficients of Sources/MidgeKernels/NormalTail.swift and prints them with the relative error of the fit. Needs mpmath."""
import mpmath as mp

mp.mp.dps = 40


def tail(u):
    """erfc z e^(z^2) / (2 t) with t = (u + 1) / 2 = 2 / (2 + z)."""
    t = (mp.mpf(u) + 1) / 2
    if t < mp.mpf("1e-9"):
        return 1 / (4 * mp.sqrt(mp.pi))
    z = 2 / t - 2
    if z > 300:  # the asymptotic series
        term = total = mp.mpf(1)
        for k in range(1, 8):
            term *= -(2 * k - 1) / (2 * z * z)
            total += term
        scaled = total / (z * mp.sqrt(mp.pi))
    else:
        scaled = mp.erfc(z) * mp.e ** (z * z)
    return scaled / 2 / t


def chebyshev(count):
    nodes = [mp.cos(mp.pi * (mp.mpf(i) + mp.mpf(1) / 2) / count) for i in range(count)]
    values = [tail(x) for x in nodes]
    return [(2 if j else 1) * sum(v * mp.cos(j * mp.pi * (i + mp.mpf(1) / 2) / count) for i, v in enumerate(values)) / count
            for j in range(count)]


def powers(coefficients):
    polynomials = [[mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]]
    while len(polynomials) < len(coefficients):
        following = [mp.mpf(0)] + [2 * a for a in polynomials[-1]]
        for i, a in enumerate(polynomials[-2]):
            following[i] -= a
        polynomials.append(following)
    sums = [mp.mpf(0)] * len(coefficients)
    for c, polynomial in zip(coefficients, polynomials):
        for i, a in enumerate(polynomial):
            sums[i] += c * a
    return sums


for name, count, digits in (("Float", 11, 9), ("Double", 28, 17)):
    fit = powers(chebyshev(count))
    points = [mp.mpf(-1) + mp.mpf(2) * i / 999 for i in range(1000)]
    error = max(abs(mp.polyval(fit[::-1], x) / tail(x) - 1) for x in points)
    print(name, "error", mp.nstr(error, 3), [f"%.{digits}g" % float(a) for a in fit])
