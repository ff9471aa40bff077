"""Who runs on which workload, by which command, and how what it prints is read."""
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from Race.builds import HOME, RIVALS, Unavailable, fastest, nanoseconds, run

TRAINING = ["W1", "W2", "W3", "W4", "W5", "S1"]
WORKLOADS = [*TRAINING, "G1", "P2", "P3", "P4"]
DESCRIPTIONS = {
    "W1": "2-4-1 sigmoid, MSE, SGD, batch 1", "W2": "8-16-16-1 tanh, MSE, SGD, batch 1",
    "W3": "16-64-64-4 ReLU, MSE, Adam, batch 32", "W4": "64-32-10 ReLU, cross-entropy, momentum, batch 32",
    "W5": "784-128-10 ReLU, cross-entropy, Adam, batch 64", "S1": "4-32-16-4 tanh, MSE, Adam, all 10,000 rows",
    "G1": "w -= lr * g, one million floats", "P2": "W2, one prediction", "P3": "W3, one prediction",
    "P4": "W4, one prediction",
}
MEMBERS = {
    "midge": WORKLOADS, "midge-runtime": [w for w in WORKLOADS if w != "G1"], "c-plain": WORKLOADS,
    "c-tiled": [w for w in WORKLOADS if w not in ("S1", "G1")], "libxsmm": ["W3", "W4", "W5"],
    "torch": [w for w in WORKLOADS if w != "G1"], "jax": [w for w in WORKLOADS if w != "G1"],
}


@dataclass
class Contestant:
    """One command on one workload, and its figure of every round so far."""
    name: str
    workload: str
    command: list
    environment: dict = field(default_factory=dict)
    rounds: list = field(default_factory=list)
    minima: list = field(default_factory=list)
    details: dict = field(default_factory=dict)
    failure: str = ""

    def run_round(self, core):
        if self.failure:
            return
        try:
            output = run(self.command, core, self.environment)
            (self.read_midge if self.name.startswith("midge") else self.read_rival)(output)
        except Unavailable as failure:
            self.failure = str(failure)
        except (ValueError, KeyError, IndexError, StopIteration) as fault:
            self.failure = f"printed something that the race cannot read ({type(fault).__name__}: {fault})"

    def read_midge(self, output):
        events = (json.loads(line) for line in output.splitlines() if line.startswith("{"))
        event = next(event for event in events if event.get("event") == "bench")
        self.rounds.append(float(event["ns_per_step"]))
        self.minima.append(float(event.get("ns_per_step_min", event["ns_per_step"])))
        self.details = event

    def read_rival(self, output):
        line = output.strip().splitlines()[-1]
        fields = dict(part.split("=", 1) for part in line.split()[3:])
        before, after = map(float, fields["loss"].split("->"))
        if not self.workload.startswith("P") and not after < before:
            raise Unavailable(f"its loss did not fall ({before} to {after})")
        self.rounds.append(nanoseconds(line))
        self.minima.append(float(fields["min"]))
        self.details = {"variant": line.split()[0], "loss_before": before, "loss_after": after}


def python():
    """The interpreter of the Python rivals: that of setup.sh when it has run, else the race's own."""
    own = HOME / "venv/bin/python"
    return own if own.exists() else Path(sys.executable)


def require_module(module):
    probe = f"import importlib.util as u, sys; sys.exit(u.find_spec('{module}') is None)"
    if subprocess.run([python(), "-c", probe], capture_output=True).returncode != 0:
        raise Unavailable(f"{module} is not installed for {python()} (Benchmarks/setup.sh installs it)")


def command_of(name, workload, options):
    """The command that times one contestant; raises Unavailable with the reason when it cannot take part."""
    predicts = workload.startswith("P")
    base = workload.replace("P", "W")
    if name.startswith("midge"):
        face = "runtime" if name == "midge-runtime" else "typed"
        return [options.midge, "bench", "--workload", base, "--face", face, "--json", "--seconds", str(options.seconds),
                "--repeats", "5", *(["--predict"] if predicts else [])]
    if name in ("torch", "jax"):
        require_module(name)
        return [python(), RIVALS / f"{name}_rival.py", base.lower(), "--seconds", str(options.seconds),
                *(["--predict"] if predicts else [])]
    mode = "--infer" if predicts else ""
    return [fastest(name, base, mode, options.core), mode, str(options.seconds)]


def contestants(workload, options):
    entries = []
    for name, workloads in MEMBERS.items():
        if workload not in workloads or name in options.skip:
            continue
        entry = Contestant(name, workload, [])
        try:
            entry.command = command_of(name, workload, options)
        except Unavailable as reason:
            entry.failure = str(reason)
        entries.append(entry)
    return entries


def make_data():
    """Writes what is missing of the rivals' data; the sets that are there stay as they are."""
    os.makedirs(HOME, exist_ok=True)
    run([python(), RIVALS / "make_data.py", HOME / "data"])
