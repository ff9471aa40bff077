"""Trains a classifier of handwritten digits. Usage: digits.py digits.csv [EPOCHS]; MIDGE_LIBRARY names libmidge.so if it is not installed."""
import sys

import numpy as np

import midge

if len(sys.argv) < 2:
    sys.exit("usage: digits.py digits.csv [EPOCHS]")
table = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
values, labels = np.ascontiguousarray(table[:, :-1]), table[:, -1].astype(np.int32)
inputs = midge.scale(values, *midge.fit_scaling(values))

network = midge.Network([64, 32, 10], [midge.RELU, midge.IDENTITY], loss=midge.CROSS_ENTROPY, learning_rate=0.01)
for epoch in range(int(sys.argv[2]) if len(sys.argv) > 2 else 20):
    loss = network.epoch(inputs, labels, 32)
print(f"loss {loss!r}")
print(f"accuracy {network.evaluate(inputs, labels).accuracy:.4f}")

# The parameters are seen, not copied: without them every digit is as likely as any other.
shares = np.empty((1, 10), np.float32)
network.parameters[:] = 0
network.probabilities(inputs[:1], shares)
assert np.allclose(shares, 0.1), shares
