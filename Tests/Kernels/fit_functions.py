#!/usr/bin/env python3
"""Fits the coefficients of Sources/MidgeKernels/FloatFunctions.swift and prints them with the error of the fit in units of 2^-24.

Needs numpy. Least squares whose weights follow the error (Lawson) come close to the minimax fit; coefficients are then rounded to
float32 one by one, the others being fitted again. Rounding of the evaluation is not in these figures: FunctionTests measures it.
The point from which tanh is 1 (`tanhLimit`) is the largest below 8.8141 at which portable and fused evaluation both give exactly 1,
found by trying every float32; from 8.8142 on the portable one can exceed 1.
"""
import numpy as np


def lawson(names, columns, target, scale, error):
    """Coefficients that make sum of columns equal to target, relative to scale(previous), the largest |error| being least."""
    def solve(fixed):
        free = [name for name in names if name not in fixed]
        weight, values, best = np.ones_like(target), None, None
        rest = target - sum(fixed[name] * columns[name] for name in fixed)
        for round_ in range(150):
            row = np.sqrt(weight) * scale(values)
            values = dict(fixed)
            if free:
                matrix = np.array([columns[name] for name in free]).T
                values.update(zip(free, np.linalg.lstsq(matrix * row[:, None], rest * row, rcond=None)[0]))
            off = np.abs(error(values))
            if best is None or off.max() < best[0]:
                best = (off.max(), values)
            if round_ > 4:
                weight = weight * (off / off.max())
                weight = np.maximum(weight / weight.mean(), 1e-9)
        return best
    return solve


def rounded(names, solve, unit):
    """The fit with every coefficient a float32 after multiplication by unit[name]."""
    fixed = {}
    for name in names:
        fixed[name] = float(np.float32(solve(fixed)[1][name] * unit[name])) / unit[name]
    return solve(fixed)


def tanh(end=8.6, factor=1.8125):
    """tanh x = 2 m d / (m m + d d), m = factor x (1 + p1 x^2 + p2 x^4), d = 2 factor (1 + q1 x^2 + q2 x^4 + q3 x^6)."""
    x = np.sort(np.concatenate([end * np.sin(np.linspace(0, np.pi / 2, 4001)[1:]), np.linspace(1e-3, end, 4000)]))
    half, u = np.tanh(x / 2), (x / end) ** 2
    damping = (1 - half**2) / (1 + half**2)
    names = ["p1", "q1", "p2", "q2", "q3"]
    columns = {n: (x / 2 if n[0] == "p" else -half) * u ** int(n[1]) for n in names}

    def parts(v):
        m = x * (1 + v["p1"] * u + v["p2"] * u**2)
        return m, 1 + v["q1"] * u + v["q2"] * u**2 + v["q3"] * u**3

    def scale(v):
        return damping / half if v is None else damping / (half * parts(v)[1])

    def error(v):
        m, d = parts(v)
        return m * d / (d * d + m * m / 4) / np.tanh(x) - 1

    # The kernel holds the products with the factor, so those are what is rounded.
    unit = {n: factor * (1 if n[0] == "p" else 2) / end ** (2 * int(n[1])) for n in names}
    worst, values = rounded(names, lawson(names, columns, half - x / 2, scale, error), unit)
    report("tanh", worst, {n: values[n] * unit[n] for n in names})


def exponential():
    """e^r = 1 + r + c2 r^2 + ... + c6 r^6 for |r| <= ln 2 / 2."""
    r = np.log(2) / 2 * 1.0005 * np.cos(np.linspace(0, np.pi, 4001))
    names = ["c2", "c3", "c4", "c5", "c6"]
    columns = {n: r ** int(n[1]) for n in names}

    def error(v):
        return (1 + r + sum(v[n] * columns[n] for n in names)) / np.exp(r) - 1

    solve = lawson(names, columns, np.exp(r) - 1 - r, lambda v: 1 / np.exp(r), error)
    worst, values = rounded(names, solve, dict.fromkeys(names, 1.0))
    report("e^r", worst, values)


def report(title, worst, values):
    print(f"{title}: error {worst / 2**-24:.3f} * 2^-24")
    for name, value in values.items():
        print(f"  {name} = {np.float32(value):.9g}")


if __name__ == "__main__":
    tanh()
    exponential()
