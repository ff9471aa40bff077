#!/usr/bin/env python3
"""Proves that PyTorch opens what `midge train` writes and computes what `midge predict` prints.

Usage: check-interop.py MIDGE_BINARY DATA_DIR

Run it with a Python that has torch, numpy and safetensors; DATA_DIR holds digits.csv, diabetes.csv and breast_cancer.csv (Benchmarks/Data).
Prints a line for each check and at the end `N passed, M failed`. Exits 0 if all passed, 1 if not, 2 on wrong usage.
"""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import OrderedDict
from pathlib import Path

try:
    import numpy
    import torch
    from safetensors import safe_open
except ImportError as error:
    sys.exit(f"check-interop: {error}; pip install torch==2.13.0+cpu numpy safetensors")

TOLERANCE = 1e-5  # of max(1, |value|)
SECONDS = 300  # a command that takes longer has hung
ACTIVATIONS = {
    "relu": torch.nn.ReLU,
    "leaky-relu": torch.nn.LeakyReLU,
    "sigmoid": torch.nn.Sigmoid,
    "tanh": torch.nn.Tanh,
}
# name, task, loss: each set proves another way from the network's output to the printed one.
SETS = [
    ("digits", "classification", "cross-entropy"),
    ("diabetes", "regression", "mse"),
    ("breast_cancer", "classification", "bce"),
]

passed = failed = 0


class Stop(Exception):
    """A check failed that the rest of its set needs."""


def check(name, problem):
    """Reports one check. `problem` is what is wrong, or empty."""
    global passed, failed
    if problem:
        failed += 1
        print(f"FAIL {name}: {problem}", flush=True)
    else:
        passed += 1
        print(f"ok   {name}", flush=True)
    return not problem


def need(name, problem):
    if not check(name, problem):
        raise Stop


def differs(what, got, expected):
    return "" if got == expected else f"{what} is {shorten(got)}, expected {shorten(expected)}"


def shorten(value):
    text = repr(value)
    return text if len(text) <= 300 else text[:300] + "..."


def run(arguments, folder):
    """Standard output, and what went wrong or empty."""
    environment = {**os.environ, "NO_COLOR": "1"}
    try:
        done = subprocess.run(arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "", f"no end after {SECONDS} s"
    except OSError as error:
        return "", str(error)
    problem = ""
    if done.returncode != 0:
        problem = f"exit status {done.returncode}: {done.stderr.decode(errors='replace').strip()[-500:]}"
    return done.stdout.decode(errors="replace"), problem


# The model file


def read(path, framework):
    """Metadata and tensors as one of safetensors' own readers gives them."""
    with safe_open(path, framework=framework) as file:
        return file.metadata() or {}, {key: file.get_tensor(key) for key in file.keys()}


def parse_layers(text):
    """The nn.Sequential that `midge.layers` describes, its first inputs and its last outputs."""
    parts, widths = [], []
    for position, entry in enumerate(text.split("; ")):
        words = entry.split(" ")
        if words[0] == "dense" and len(words) == 3 and all(word.isdecimal() and int(word) > 0 for word in words[1:]):
            inputs, outputs = int(words[1]), int(words[2])
            if widths and widths[-1] != inputs:
                raise ValueError(f"entry {position} '{entry}' follows a layer of {widths[-1]} outputs")
            widths += [inputs, outputs]
            parts.append(torch.nn.Linear(inputs, outputs))
        elif words[0] == "dropout" and len(words) == 2 and parts:
            parts.append(torch.nn.Dropout(float(words[1])))
        elif entry in ACTIVATIONS:
            parts.append(ACTIVATIONS[entry]())
        else:
            raise ValueError(f"entry {position} '{entry}' is not known")
    if not widths:
        raise ValueError("no dense layer")
    return torch.nn.Sequential(*parts).eval(), widths[0], widths[-1]


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def parse_metadata(metadata, task, loss):
    """The values of the metadata, decoded. Raises ValueError on what the contract forbids."""

    def text(key):
        if key not in metadata:
            raise ValueError(f"{key} is missing")
        return metadata[key]

    def decoded(key):
        try:
            return json.loads(text(key))
        except json.JSONDecodeError as error:
            raise ValueError(f"{key} is not JSON: {error}") from None

    def numbers(key):
        values = decoded(key)
        if not isinstance(values, list) or not all(is_number(value) for value in values):
            raise ValueError(f"{key} is not a list of numbers")
        return values

    for key, expected in (("midge.version", "1"), ("midge.task", task), ("midge.loss", loss)):
        if text(key) != expected:
            raise ValueError(f"{key} is '{text(key)}', expected '{expected}'")
    if not text("midge.checksum"):
        raise ValueError("midge.checksum is empty")

    result = {"target": text("midge.target"), "features": decoded("midge.features")}
    if not isinstance(result["features"], list):
        raise ValueError("midge.features is not a list")
    width = 0
    for feature in result["features"]:
        kind = feature.get("kind") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(feature.get("name"), str) or kind not in ("numeric", "category"):
            raise ValueError(f"midge.features has {shorten(feature)}")
        values = feature.get("values")
        if kind == "category" and not (isinstance(values, list) and values and all(isinstance(value, str) for value in values)):
            raise ValueError(f"midge.features has {shorten(feature)}")
        width += len(values) if kind == "category" else 1
    result["width"] = width
    for key in ("input_mean", "input_scale"):
        result[key] = numbers(f"midge.{key}")
        if len(result[key]) != width:
            raise ValueError(f"midge.{key} has {len(result[key])} numbers for {width} inputs")
    if not all(scale > 0 for scale in result["input_scale"]):
        raise ValueError("midge.input_scale has a number that is not positive")

    if task == "classification":
        result["classes"] = decoded("midge.classes")
        if not isinstance(result["classes"], list) or not all(isinstance(name, str) for name in result["classes"]):
            raise ValueError("midge.classes is not a list of strings")
    else:
        for key in ("target_mean", "target_scale"):
            result[key] = decoded(f"midge.{key}")
            if not is_number(result[key]):
                raise ValueError(f"midge.{key} is not a number")
        if not result["target_scale"] > 0:
            raise ValueError("midge.target_scale is not positive")
    return result


def expected_shapes(network):
    return {key: list(tensor.shape) for key, tensor in network.state_dict().items()}


# What PyTorch makes of it


def expand(header, rows, model):
    """The CSV's rows as the network's inputs, in Double: standardised, categories one-hot."""
    columns = []
    for feature in model["features"]:
        cells = [row[header.index(feature["name"])] for row in rows]
        if feature["kind"] == "numeric":
            columns.append([float(cell) for cell in cells])
        else:
            for cell in cells:
                if cell not in feature["values"]:
                    raise ValueError(f"column '{feature['name']}' has '{cell}', which midge.features does not list")
            columns += [[float(cell == value) for cell in cells] for value in feature["values"]]
    values = numpy.array(columns, dtype=numpy.float64).T
    return (values - numpy.array(model["input_mean"])) / numpy.array(model["input_scale"])


def outputs_of(network, inputs, model, loss):
    """What `predict` must print: probabilities of all classes, or values in the target's units."""
    # The stored Floats, computed in Double: then only Midge's own rounding is measured.
    with torch.no_grad():
        raw = network.double()(torch.from_numpy(inputs))
        if loss == "cross-entropy":
            raw = torch.softmax(raw, dim=1)
        elif loss == "bce":
            second = torch.sigmoid(raw)
            raw = torch.cat([1 - second, second], dim=1)
        else:
            raw = raw * model["target_scale"] + model["target_mean"]
    return raw.numpy()


# What Midge prints


def parse_predictions(text, count, width, classes):
    """The outputs and class names of all rows. Raises ValueError on the first line that breaks the contract."""
    outputs, names = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number} is not JSON ({error}): {shorten(line)}") from None
        if not isinstance(item, dict) or "event" not in item:
            raise ValueError(f"line {number} has no event: {shorten(line)}")
        if item["event"] != "prediction":
            continue
        if item.get("row") != len(outputs) + 1:
            raise ValueError(f"line {number} has row {item.get('row')}, expected {len(outputs) + 1}")
        output = item.get("output")
        if classes is None and is_number(output):
            output = [output]
        if not isinstance(output, list) or len(output) != width or not all(is_number(value) for value in output):
            raise ValueError(f"line {number}: output is {shorten(output)}, expected {width} numbers")
        if classes is not None and item.get("class") not in classes:
            raise ValueError(f"line {number}: class is {shorten(item.get('class'))}, not one of {shorten(classes)}")
        outputs.append(output)
        names.append(item.get("class"))
    if len(outputs) != count:
        raise ValueError(f"{len(outputs)} predictions for {count} rows")
    return numpy.array(outputs, dtype=numpy.float64), names


def compare_outputs(got, expected):
    error = numpy.abs(got - expected) / numpy.maximum(1, numpy.abs(expected))
    row, column = numpy.unravel_index(numpy.argmax(error), error.shape)
    if error.max() <= TOLERANCE:
        return "", float(error.max())
    wrong = int((~(error <= TOLERANCE)).any(axis=1).sum())
    return (
        f"{wrong} of {len(got)} rows differ; worst: row {row + 1}, output {column}: midge {got[row, column]!s}, "
        f"torch {expected[row, column]!s}, error {error[row, column]:.2e} > {TOLERANCE}"
    ), float(error.max())


def compare_classes(names, expected, classes):
    """Where PyTorch's two best classes are as near as the tolerance, either may be named."""
    wrong = []
    for row, (name, values) in enumerate(zip(names, expected), start=1):
        if values[classes.index(name)] < values.max() - 2 * TOLERANCE:
            wrong.append(f"row {row}: midge '{name}', torch '{classes[int(values.argmax())]}'")
    return f"{len(wrong)} of {len(names)} rows; first: {wrong[0]}" if wrong else ""


# The checks of one set


def check_set(midge, data, folder, name, task, loss):
    with open(data, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    path = folder / "model.safetensors"

    _, problem = run([midge, "train", str(data), "--epochs", "3", "--seed", "1", "--out", path.name], folder)
    if not problem and not path.is_file():
        problem = f"it wrote no {path.name}"
    need(f"{name}: midge train", problem)

    readers = {}
    for framework in ("pt", "numpy"):
        problem = ""
        try:
            readers[framework] = read(path, framework)
        except Exception as error:  # whatever the reader refuses, the file is wrong
            problem = f"{type(error).__name__}: {error}"
        need(f"{name}: safe_open as {framework}", problem)
    metadata, tensors = readers["pt"]
    other_metadata, arrays = readers["numpy"]
    same = metadata == other_metadata and tensors.keys() == arrays.keys() and all(
        numpy.array_equal(tensors[key].numpy(), arrays[key]) for key in tensors)
    check(f"{name}: both readers give the same", "" if same else "pt and numpy differ")

    model, network, problem = None, None, ""
    try:
        model = parse_metadata(metadata, task, loss)
        network, inputs, outputs = parse_layers(metadata.get("midge.layers", ""))
    except ValueError as error:
        problem = str(error)
    need(f"{name}: metadata ({metadata.get('midge.layers', 'no layers')}; {loss})", problem)

    classes = model.get("classes")
    width = {"cross-entropy": len(classes or []), "bce": 1, "mse": 1}[loss]
    need(f"{name}: network fits the metadata",
         differs("the first layer's inputs", inputs, model["width"]) or differs("the last layer's outputs", outputs, width))
    need(f"{name}: features and target are the CSV's columns",
         differs("midge.target", model["target"], header[-1])
         or differs("the features' names", [feature["name"] for feature in model["features"]], header[:-1]))
    if classes is not None:
        seen = {row[-1] for row in rows}
        need(f"{name}: classes are the CSV's",
             differs("midge.classes, sorted,", sorted(classes), sorted(seen))
             or ("bce needs two classes" if loss == "bce" and len(classes) != 2 else ""))

    shapes = expected_shapes(network)
    need(f"{name}: tensor names", differs("the set of names", sorted(tensors), sorted(shapes)))
    problem = next((differs(key, (list(tensors[key].shape), tensors[key].dtype), (shapes[key], torch.float32))
                    for key in shapes if differs(key, (list(tensors[key].shape), tensors[key].dtype), (shapes[key], torch.float32))), "")
    need(f"{name}: tensor shapes and types", problem)
    problem = next((f"{key} has a value that is not finite" for key in tensors if not torch.isfinite(tensors[key]).all()), "")
    check(f"{name}: parameters are finite", problem)

    problem = ""
    try:
        network.load_state_dict(OrderedDict(tensors), strict=True)
    except RuntimeError as error:
        problem = str(error)
    need(f"{name}: load_state_dict(strict=True)", problem)

    text, problem = run([midge, "predict", path.name, str(data), "--json"], folder)
    need(f"{name}: midge predict", problem)
    problem = ""
    try:
        got, names = parse_predictions(text, len(rows), len(classes) if classes else 1, classes)
    except ValueError as error:
        problem = str(error)
    need(f"{name}: a prediction for each row", problem)

    problem = ""
    try:
        expected = outputs_of(network, expand(header, rows, model), model, loss)
    except ValueError as error:
        problem = str(error)
    need(f"{name}: PyTorch computes the outputs", problem)
    # Equal constants would prove nothing about the inputs.
    check(f"{name}: outputs vary over the rows", "" if numpy.ptp(expected, axis=0).max() > 1e-3 else "all rows give the same output")
    problem, error = compare_outputs(got, expected)
    check(f"{name}: outputs of {len(rows)} rows, largest error {error:.1e}", problem)
    if classes is not None:
        check(f"{name}: classes of {len(rows)} rows", compare_classes(names, expected, classes))


def main():
    if len(sys.argv) != 3:
        print("usage: check-interop.py MIDGE_BINARY DATA_DIR", file=sys.stderr)
        return 2
    midge, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    missing = [path for path in [midge, *(folder / f"{name}.csv" for name, _, _ in SETS)] if not path.is_file()]
    if missing:
        print(f"check-interop: no such file: {missing[0]}", file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    for name, task, loss in SETS:
        with tempfile.TemporaryDirectory(prefix="midge-interop-") as work:
            try:
                check_set(str(midge), folder / f"{name}.csv", Path(work), name, task, loss)
            except Stop:
                print(f"     {name}: the rest of its checks was not run", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
