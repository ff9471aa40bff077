#!/usr/bin/env python3
"""What L2 and early stopping are worth: `midge train` with and without, seeds 1 to 20, scored on rows used neither for training nor for stopping.

Usage: regularization.py breast_cancer|diabetes [--midge FILE] [--seeds N]
"""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A network that is too large for the data, trained for too long.
BASE = ["--layers", "64,64", "--epochs", "200", "--validation", "0.2", "--test", "0.25", "--json"]
VARIANTS = {"none": [], "L2": ["--weight-decay", "0.01"], "early stopping": ["--patience", "10"]}
SETS = {"breast_cancer": "test_accuracy", "diabetes": "test_r2"}


def run(midge, data, seed, options, out):
    command = [midge, "train", ROOT / "Benchmarks" / "Data" / f"{data}.csv", *BASE, "--seed", str(seed), "--out", out, *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"regularization: {' '.join(map(str, command))} failed: {done.stderr.strip()}")
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", choices=SETS)
    parser.add_argument("--midge", type=Path, default=ROOT / ".build/release/midge")
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    score = SETS[options.data]
    print(f"{options.data}: midge train {' '.join(BASE[:-1])}, median over seeds 1 to {options.seeds}")
    medians = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, extra in VARIANTS.items():
            results = [run(options.midge, options.data, seed, extra, f"{folder}/model.safetensors")
                       for seed in range(1, options.seeds + 1)]
            medians[name] = statistics.median(result[score] for result in results)
            loss = statistics.median(result["test_loss"] for result in results)
            print(f"{name:16} {' '.join(extra):22} {score} {medians[name]:.4f}  test_loss {loss:.4f}")
    best = max(medians["L2"], medians["early stopping"])
    return 0 if best > medians["none"] else 1


if __name__ == "__main__":
    sys.exit(main())
