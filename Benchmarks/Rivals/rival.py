"""What the Python rivals share: the workloads, the data, the timer and the line that the race reads.

Line: NAME WORKLOAD MEDIAN_NS min=NS loss=A->B
"""
import argparse
import os
import time

import numpy


def workload(sizes, activation, loss, optimizer, rate, batch, rows):
    return {"sizes": sizes, "activation": activation, "loss": loss, "optimizer": optimizer, "rate": rate,
            "batch": batch, "rows": rows}


WORKLOADS = {
    "w1": workload([2, 4, 1], "sigmoid", "sigmoid-mse", "sgd", 0.1, 1, 4),
    "w2": workload([8, 16, 16, 1], "tanh", "mse", "sgd", 0.01, 1, 1024),
    "w3": workload([16, 64, 64, 4], "relu", "mse", "adam", 1e-3, 32, 4096),
    "w4": workload([64, 32, 10], "relu", "cross-entropy", "momentum", 0.05, 32, 1792),
    "w5": workload([784, 128, 10], "relu", "cross-entropy", "adam", 1e-3, 64, 4992),
    "s1": workload([4, 32, 16, 4], "tanh", "mse", "adam", 1e-3, 10000, 10000),
}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("workload", choices=WORKLOADS)
    parser.add_argument("--predict", action="store_true", help="time predictions of one row instead of training steps")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of each of the five repeats")
    return parser.parse_args()


def load(name):
    """Inputs and targets, a row a sample; classes are one-hot."""
    folder, work = os.environ["PEERS_DATA"], WORKLOADS[name]
    return [numpy.fromfile(f"{folder}/{name}_{part}.f32", numpy.float32).reshape(work["rows"], work["sizes"][end])
            for part, end in (("x", 0), ("y", -1))]


def measure(name, workload, run, loss, seconds):
    """run(n) does at least n steps, waits for them and returns how many it did."""
    before, n = loss(), 1
    run(n)
    warm = time.perf_counter() + 0.5
    while True:
        start = time.perf_counter()
        done = run(n)
        elapsed = time.perf_counter() - start
        if elapsed >= seconds / 2 and time.perf_counter() > warm:
            break
        if elapsed < seconds / 2:
            n = max(n + 1, min(n * 8, int(n * seconds * 0.7 / elapsed)))
    n = int(done * seconds * 1.05 / elapsed) + 1
    times = []
    for _ in range(5):
        start = time.perf_counter()
        done = run(n)
        times.append((time.perf_counter() - start) / done * 1e9)
    times.sort()
    print(f"{name} {workload} {times[2]:.1f} min={times[0]:.1f} loss={before:.6g}->{loss():.6g}", flush=True)
