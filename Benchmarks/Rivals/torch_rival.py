#!/usr/bin/env python3
"""PyTorch at its best: gradient and optimizer compiled as one full graph behind a C++ wrapper, one thread.

Predictions are eager in inference mode, which is faster at batch 1 than the compiled network.
"""
import os

os.environ["TORCHINDUCTOR_CPP_WRAPPER"] = "1"
os.environ["TORCHINDUCTOR_COMPILE_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
import torch
import torch.nn.functional as F
from torch import nn

import rival

options = rival.arguments()
work = rival.WORKLOADS[options.workload]
torch.set_num_threads(1)
torch.manual_seed(0)
inputs, targets = map(torch.from_numpy, rival.load(options.workload))
if work["loss"] == "cross-entropy":
    targets = targets.argmax(1)
loss_of = F.cross_entropy if work["loss"] == "cross-entropy" else F.mse_loss

layers = []
for fan_in, fan_out in zip(work["sizes"], work["sizes"][1:]):
    layers += [nn.Linear(fan_in, fan_out), {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}[work["activation"]]()]
layers.pop()
if work["loss"] == "sigmoid-mse":
    layers.append(nn.Sigmoid())
network = nn.Sequential(*layers).requires_grad_(False)

parameters = dict(network.named_parameters())
first = {name: torch.zeros_like(value) for name, value in parameters.items()}
second = {name: torch.zeros_like(value) for name, value in parameters.items()}
count = torch.zeros(())


@torch.compile(fullgraph=True)
def step(parameters, first, second, count, x, y):
    gradients = torch.func.grad(lambda p: loss_of(torch.func.functional_call(network, p, (x,)), y))(parameters)
    rate = work["rate"]
    if work["optimizer"] == "adam":
        count.add_(1)
        rate = rate * torch.sqrt(1 - 0.999**count) / (1 - 0.9**count)
    for name, value in parameters.items():
        gradient = gradients[name]
        if work["optimizer"] == "adam":
            m = first[name].mul_(0.9).add_(gradient, alpha=0.1)
            v = second[name].mul_(0.999).addcmul_(gradient, gradient, value=0.001)
            value.sub_(rate * m / (v.sqrt() + 1e-8))
        elif work["optimizer"] == "momentum":
            value.sub_(first[name].mul_(0.9).add_(gradient), alpha=rate)
        else:
            value.sub_(gradient, alpha=rate)


batches = list(zip(inputs.split(work["batch"]), targets.split(work["batch"])))
position = 0


def train(n):
    global position
    for _ in range(n):
        x, y = batches[position]
        step(parameters, first, second, count, x, y)
        position = (position + 1) % len(batches)
    return n


rows = inputs.split(1)


def predict(n):
    for k in range(n):
        network(rows[k % len(rows)])
    return n


def loss():
    with torch.no_grad():
        return float(loss_of(network(inputs), targets))


with torch.inference_mode(options.predict):
    rival.measure("torch", options.workload, predict if options.predict else train, loss, options.seconds)
