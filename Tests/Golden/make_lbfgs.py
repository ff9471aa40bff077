#!/usr/bin/env python3
"""Writes lbfgs.json: fits of one smooth network by PyTorch's L-BFGS with its strong-Wolfe line search, in float64, for the Swift tests to reproduce.

Usage: make_lbfgs.py [FILE]      (default: lbfgs.json beside this script)

Of each call of `step`: the loss before it, how often it was asked for, and the loss after it. Then the parameters. Every number is the repr of its
exact value.
"""
import json
import sys
from pathlib import Path

import torch

from make_optimizers import SIZES, data, flat, network

# Calls of step, and the options of each.
CASES = {
    "one call": (1, {"max_iter": 40}, 0.0),
    "one iteration a call": (30, {"max_iter": 1, "max_eval": 26}, 0.0),
    "short history": (4, {"max_iter": 10, "history_size": 3}, 0.0),
    "small first steps": (3, {"max_iter": 10, "max_eval": 40, "lr": 0.1}, 0.0),
    "large first steps": (3, {"max_iter": 10, "max_eval": 40, "lr": 8.0}, 0.0),
    "L2": (2, {"max_iter": 15}, 0.01),
    "few evaluations": (6, {"max_iter": 8, "max_eval": 4, "lr": 5.0}, 0.0),
}


def run(name):
    calls, options, l2 = CASES[name]
    layers, model = network(torch.float64)
    x, y = data(torch.float64)
    optimizer = torch.optim.LBFGS(model.parameters(), line_search_fn="strong_wolfe", **options)
    losses, evaluations = [], []

    def objective():
        loss = torch.nn.functional.mse_loss(model(x), y)
        return loss + l2 / 2 * sum((p * p).sum() for p in model.parameters())

    def closure():
        optimizer.zero_grad()
        loss = objective()
        loss.backward()
        evaluations[-1] += 1
        return loss

    for _ in range(calls):
        evaluations.append(0)
        losses.append(optimizer.step(closure).item())
    losses.append(objective().item())
    print(f"{name:24} loss {losses[0]:.4f} -> {losses[-1]:.3e}  evaluations {evaluations}")
    defaults = optimizer.defaults
    return {
        "name": name, "learningRate": defaults["lr"], "iterations": defaults["max_iter"], "evaluationLimit": defaults["max_eval"],
        "history": defaults["history_size"], "l2": l2, "losses": losses, "evaluations": evaluations,
        "final": [{"weight": flat(layer.weight), "bias": flat(layer.bias)} for layer in layers],
    }


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "lbfgs.json"
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    lines = [json.dumps(run(name), separators=(",", ":"), allow_nan=False) for name in CASES]
    layers, _ = network(torch.float64)
    x, y = data(torch.float64)
    head = {"torch": torch.__version__, "sizes": SIZES, "inputs": flat(x), "targets": flat(y),
            "initial": [{"weight": flat(layer.weight), "bias": flat(layer.bias)} for layer in layers]}
    text = json.dumps(head, separators=(",", ":"))[:-1] + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="ascii")
    print(f"{path.name}: {len(lines)} cases, {len(text)} bytes, torch {torch.__version__}")


if __name__ == "__main__":
    main()
