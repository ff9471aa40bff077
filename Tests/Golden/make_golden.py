#!/usr/bin/env python3
"""Writes trajectories.json: ten training steps of small networks by PyTorch, for the Swift tests to reproduce.

Usage: make_golden.py [FILE]      (default: trajectories.json beside this script)

Every case exists in float32 and in float64, from the same float32 inputs and initial parameters. Every number is written as the
repr of its exact value, so it parses back to the same bits. The same PyTorch on the same processor gives the same bytes.
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn

STEPS = 10

# What the Swift test allows: losses relative, parameters and outputs as a share of their tensor's largest.
FLOAT32_TOLERANCE = 1e-5
# The share of it that float32 rounding alone may use here, so that another order of sums also passes.
FLOAT32_SHARE = 0.2
# A pre-activation nearer to the corner of a ReLU than this could fall on the other side in another order of sums.
CORNER = 2e-5

ACTIVATIONS = {
    "identity": nn.Identity,
    "relu": nn.ReLU,
    "leaky-relu": nn.LeakyReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
}
LOSSES = {"mse": nn.MSELoss, "cross-entropy": nn.CrossEntropyLoss, "bce": nn.BCEWithLogitsLoss}


def sgd(rate):
    return {"name": "sgd", "learningRate": rate, "momentum": 0.0, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}


def momentum(rate, factor=0.9):
    return {**sgd(rate), "name": "momentum", "momentum": factor}


def adam(rate):
    return {**sgd(rate), "name": "adam"}


# name, sizes, activations, loss, optimizer, batch, seed. A seed may be any number that passes `check`.
CASES = [
    (f"3-13-2 {hidden} mse sgd", [3, 13, 2], [hidden, "identity"], "mse", sgd(0.1), 7, seed)
    for seed, hidden in enumerate(ACTIVATIONS, start=1)
] + [
    ("2-4-1 sigmoid sigmoid mse sgd", [2, 4, 1], ["sigmoid", "sigmoid"], "mse", sgd(0.5), 4, 11),
    ("5-17-3 tanh cross-entropy momentum", [5, 17, 3], ["tanh", "identity"], "cross-entropy", momentum(0.05), 7, 12),
    ("5-17-3 relu cross-entropy adam", [5, 17, 3], ["relu", "identity"], "cross-entropy", adam(0.01), 32, 13),
    ("4-27-1 relu bce adam", [4, 27, 1], ["relu", "identity"], "bce", adam(0.01), 7, 14),
    ("8-16-16-1 tanh mse adam", [8, 16, 16, 1], ["tanh", "tanh", "identity"], "mse", adam(0.01), 1, 33),
    ("6-1 bce sgd", [6, 1], ["identity"], "bce", sgd(0.5), 5, 16),
    ("13-29-5 leaky-relu cross-entropy adam", [13, 29, 5], ["leaky-relu", "identity"], "cross-entropy", adam(0.01), 7, 17),
    ("3-8-2 sigmoid bce momentum", [3, 8, 2], ["sigmoid", "identity"], "bce", momentum(0.2), 3, 18),
]


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


def parameters(dense):
    return [{"weight": flat(layer.weight), "bias": flat(layer.bias)} for layer in dense]


def pool(sizes, loss, batch):
    """Rows of inputs and targets. Multiples of 1/16 are exact in float32 and short in JSON."""
    inputs, outputs = sizes[0], sizes[-1]
    if sizes == [2, 4, 1]:
        return torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]), torch.tensor([[0.0], [1], [1], [0]])
    rows = batch + 4
    x = torch.round(torch.randn(rows, inputs) * 16) / 16
    if loss == "mse":
        y = torch.round(torch.randn(rows, outputs) * 16) / 16
    elif loss == "bce":
        y = torch.randint(0, 2, (rows, outputs)).float()
    else:
        y = nn.functional.one_hot(torch.randint(0, outputs, (rows,)), outputs).float()
    return x, y


def run(case, dtype):
    """The case as JSON will hold it, and the least distance of a pre-activation from a corner."""
    name, sizes, activations, loss_name, optimizer_values, batch, seed = case
    torch.manual_seed(seed)
    x, y = pool(sizes, loss_name, batch)
    x, y = x.to(dtype), y.to(dtype)
    # Made in float32 and then converted: both types start from the same numbers.
    dense = [nn.Linear(a, b, dtype=torch.float32).to(dtype) for a, b in zip(sizes, sizes[1:])]
    network = nn.Sequential(*[part for layer, activation in zip(dense, activations) for part in (layer, ACTIVATIONS[activation]())])
    loss_function = LOSSES[loss_name](reduction="mean")
    values = optimizer_values
    if values["name"] == "adam":
        optimizer = torch.optim.Adam(
            network.parameters(), lr=values["learningRate"], betas=(values["beta1"], values["beta2"]), eps=values["epsilon"])
    else:
        optimizer = torch.optim.SGD(network.parameters(), lr=values["learningRate"], momentum=values["momentum"])

    corner = [float("inf")]
    for layer, activation in zip(dense, activations):
        if activation in ("relu", "leaky-relu"):
            layer.register_forward_hook(lambda _, __, z: corner.append(z.detach().abs().min().item()))

    initial = parameters(dense)
    batches, losses = [], []
    for step in range(STEPS):
        rows = [(step * batch + i) % len(x) for i in range(batch)]
        batches.append((x[rows], y[rows]))
        target = y[rows].argmax(1) if loss_name == "cross-entropy" else y[rows]
        optimizer.zero_grad()
        loss = loss_function(network(x[rows]), target)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    outputs = network(batches[0][0])
    return {
        "name": name,
        "dtype": str(dtype).removeprefix("torch."),
        "layers": [{"inputs": a, "outputs": b, "activation": c} for a, b, c in zip(sizes, sizes[1:], activations)],
        "loss": loss_name,
        "optimizer": values,
        "reduction": "mean",
        "batch": batch,
        "inputs": [flat(a) for a, _ in batches],
        "targets": [flat(b) for _, b in batches],
        "initial": initial,
        "losses": losses,
        "final": parameters(dense),
        "outputs": flat(outputs),
    }, min(corner)


def relative(a, b):
    return max(abs(p - q) for p, q in zip(a, b)) / max(abs(q) for q in b)


def check(single, double, corner):
    """A case is fit for a test only if float32 is stable along its way; else its seed must change."""
    for key in ("inputs", "targets", "initial"):
        assert single[key] == double[key], (single["name"], key)
    error = max(abs(a - b) / abs(b) for a, b in zip(single["losses"], double["losses"]))
    error = max(error, relative(single["outputs"], double["outputs"]))
    for a, b in zip(single["final"], double["final"]):
        error = max(error, relative(a["weight"], b["weight"]), relative(a["bias"], b["bias"]))
    moved = min(relative(a[key], b[key]) for a, b in zip(double["final"], double["initial"]) for key in a)
    print(f"{single['name']:40} float32 error {error:.1e}  corner {corner:.1e}  least move {moved:.1e}"
          f"  loss {double['losses'][0]:.4f} -> {double['losses'][-1]:.4f}")
    assert error < FLOAT32_TOLERANCE * FLOAT32_SHARE, (single["name"], error)
    assert corner > CORNER, (single["name"], corner)
    # A test that trained nothing would pass on parameters that did not move.
    assert moved > 1e-3, (single["name"], moved)


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "trajectories.json"
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    lines = []
    for case in CASES:
        single, corner = run(case, torch.float32)
        double, corner64 = run(case, torch.float64)
        check(single, double, min(corner, corner64))
        lines += [json.dumps(c, separators=(",", ":"), allow_nan=False) for c in (single, double)]
    text = '{"torch":' + json.dumps(torch.__version__) + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="ascii")
    print(f"{path.name}: {len(lines)} cases, {len(text)} bytes, torch {torch.__version__}")


if __name__ == "__main__":
    main()
