#!/usr/bin/env python3
"""Writes optimizers.json: fifty training steps of one smooth network by every optimizer of PyTorch that Midge has, alone, with L2 and with clipping, and by
every schedule; for the Swift tests to reproduce.

Usage: make_optimizers.py [FILE]      (default: optimizers.json beside this script)

Every case exists in float32 and in float64, from the same float32 inputs and initial parameters; every number is the repr of its exact value.
"""
import json
import sys
from pathlib import Path

import torch
from torch import nn
from torch.optim import lr_scheduler as schedules

STEPS = 50
SIZES = [5, 9, 7, 3]
BATCH = 6
# What the Swift test allows in float32, and the share of it that rounding alone may use here.
TOLERANCE, SHARE = 1e-5, 0.3

OPTIMIZERS = {
    "sgd": lambda p, **k: torch.optim.SGD(p, lr=0.1, **k),
    "momentum": lambda p, **k: torch.optim.SGD(p, lr=0.05, momentum=0.9, **k),
    "nesterov": lambda p, **k: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True, **k),
    "adagrad": lambda p, **k: torch.optim.Adagrad(p, lr=0.05, **k),
    "rmsprop": lambda p, **k: torch.optim.RMSprop(p, lr=0.002, **k),
    "rmsprop-centred": lambda p, **k: torch.optim.RMSprop(p, lr=0.002, centered=True, **k),
    "adadelta": lambda p, **k: torch.optim.Adadelta(p, lr=1.0, **k),
    "adam": lambda p, **k: torch.optim.Adam(p, lr=0.01, **k),
    "amsgrad": lambda p, **k: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.9), amsgrad=True, **k),
    "adamw": lambda p, **k: torch.optim.AdamW(p, lr=0.01, **{"weight_decay": 0.1, **k}),
    "rprop": lambda p, **k: torch.optim.Rprop(p, lr=0.01),
}
VARIANTS = {"none": {}, "l2": {"l2": 0.02}, "clip-norm": {"clipNorm": 0.2}, "clip-value": {"clipValue": 0.03}}


def sequence(optimizer, after):
    """Five steps of warm-up from a third, then the schedule."""
    return schedules.SequentialLR(optimizer, [schedules.LinearLR(optimizer, total_iters=5), after(optimizer)], [5])


SCHEDULES = {
    "constant": lambda o: schedules.ConstantLR(o, factor=1),
    "step": lambda o: schedules.StepLR(o, 10, 0.5),
    "multi-step": lambda o: schedules.MultiStepLR(o, [7, 20, 33], 0.3),
    "exponential": lambda o: schedules.ExponentialLR(o, 0.95),
    "inverse-time": lambda o: schedules.LambdaLR(o, lambda t: 1 / (1 + 0.1 * t)),
    "cosine": lambda o: schedules.CosineAnnealingLR(o, 30, 0.001),
    "cosine-restarts": lambda o: schedules.CosineAnnealingWarmRestarts(o, 8, 2, 0.001),
    "one-cycle": lambda o: schedules.OneCycleLR(o, 0.1, total_steps=STEPS, cycle_momentum=False),
    "warm-up exponential": lambda o: sequence(o, lambda p: schedules.ExponentialLR(p, 0.95)),
    "warm-up cosine": lambda o: sequence(o, lambda p: schedules.CosineAnnealingLR(p, 30, 0.001)),
}


def flat(tensor):
    return tensor.detach().reshape(-1).tolist()


def network(dtype):
    torch.manual_seed(3)
    layers = [nn.Linear(a, b, dtype=torch.float32).to(dtype) for a, b in zip(SIZES, SIZES[1:])]
    return layers, nn.Sequential(layers[0], nn.Tanh(), layers[1], nn.Sigmoid(), layers[2])


def data(dtype):
    torch.manual_seed(4)
    x = torch.round(torch.randn(BATCH, SIZES[0]) * 16) / 16
    y = torch.round(torch.randn(BATCH, SIZES[-1]) * 16) / 16
    return x.to(dtype), y.to(dtype)


def run(optimizer_name, variant, schedule, dtype):
    layers, model = network(dtype)
    x, y = data(dtype)
    values = VARIANTS[variant]
    decay = {"weight_decay": values["l2"]} if "l2" in values else {}
    optimizer = OPTIMIZERS[optimizer_name](list(model.parameters()), **decay)
    scheduler = SCHEDULES[schedule](optimizer) if schedule else None
    losses, rates, clipped = [], [], 0
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        losses.append(loss.item())
        loss.backward()
        if "clipNorm" in values:
            clipped += nn.utils.clip_grad_norm_(model.parameters(), values["clipNorm"]).item() > values["clipNorm"]
        if "clipValue" in values:
            clipped += max(p.grad.abs().max().item() for p in model.parameters()) > values["clipValue"]
            nn.utils.clip_grad_value_(model.parameters(), values["clipValue"])
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if scheduler:
            scheduler.step()
    assert variant[:4] != "clip" or clipped > 5, (optimizer_name, variant, clipped)
    return {
        "optimizer": optimizer_name, "variant": variant, "schedule": schedule or "", "dtype": str(dtype).removeprefix("torch."),
        **values, "losses": losses, "rates": rates if schedule else [],
        "final": [{"weight": flat(layer.weight), "bias": flat(layer.bias)} for layer in layers],
    }


def difference(single, double):
    error = max(abs(a - b) / abs(b) for a, b in zip(single["losses"], double["losses"]))
    for a, b in zip(single["final"], double["final"]):
        for key in a:
            error = max(error, max(abs(p - q) for p, q in zip(a[key], b[key])) / max(abs(q) for q in b[key]))
    return error


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent / "optimizers.json"
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    cases = [(name, variant, "") for name in OPTIMIZERS for variant in VARIANTS if not (name == "rprop" and variant == "l2") and not (name == "adamw" and variant == "l2")]
    cases += [("sgd", "none", schedule) for schedule in SCHEDULES]
    lines = []
    for case in cases:
        single, double = run(*case, torch.float32), run(*case, torch.float64)
        error = difference(single, double)
        print(f"{' '.join(case):40} float32 error {error:.1e}  loss {double['losses'][0]:.4f} -> {double['losses'][-1]:.4f}")
        # Where rounding alone goes further, only float64 is a fair test.
        kept = [single, double] if error < TOLERANCE * SHARE else [double]
        lines += [json.dumps(c, separators=(",", ":"), allow_nan=False) for c in kept]
    layers, _ = network(torch.float64)
    x, y = data(torch.float64)
    head = {"torch": torch.__version__, "sizes": SIZES, "inputs": flat(x), "targets": flat(y),
            "initial": [{"weight": flat(layer.weight), "bias": flat(layer.bias)} for layer in layers]}
    text = json.dumps(head, separators=(",", ":"))[:-1] + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="ascii")
    print(f"{path.name}: {len(lines)} cases, {len(text)} bytes, torch {torch.__version__}")


if __name__ == "__main__":
    main()
