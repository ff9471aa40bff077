#!/usr/bin/env python3
"""The example's wrapper midge.py: its constants and structs are those of midge.h, and wrong arrays end in exceptions that say what is wrong.

Usage: check-python-example.py FOLDER-OF-midge.py midge.h
"""
import ctypes, re, sys, weakref

import numpy as np

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import midge

failures = []
header = open(sys.argv[2]).read()
constants = {name: int(value) for name, value in re.findall(r"MIDGE_(\w+) = (-?\d+)", header)}
named = {name: value for name, value in vars(midge).items() if name.isupper()}
failures += [f"{name} is {value}, in midge.h {constants.get(name)}" for name, value in named.items() if constants.get(name) != value]
for struct, name in [(midge.Options, "options"), (midge.Layer, "layer"), (midge.Evaluation, "evaluation")]:
    body = re.sub(r"/\*.*?\*/", "", re.search(rf"typedef struct midge_{name} {{(.*?)}} midge_{name};", header, re.S)[1], flags=re.S)
    types = {"int32_t": ctypes.c_int32, "ptrdiff_t": ctypes.c_ssize_t, "uint64_t": ctypes.c_uint64, "double": ctypes.c_double}
    fields = [(field, types[kind]) for kind, field in re.findall(r"(\w+) (\w+);", body)]
    if fields != [tuple(field) for field in struct._fields_]:
        failures.append(f"{struct.__name__} has other fields than midge_{name}")

network = midge.Network([3, 4, 2], [midge.RELU, midge.IDENTITY], loss=midge.CROSS_ENTROPY)
x, labels, shares = np.ones((5, 3), np.float32), np.zeros(5, np.int32), np.empty((5, 2), np.float32)
values = np.arange(12.0).reshape(4, 3)
means, deviations = midge.fit_scaling(values)
locked = shares.copy()
locked.flags.writeable = False


def raises(kind, says, call):
    try:
        call()
    except Exception as error:
        if not isinstance(error, kind) or says not in str(error):
            failures.append(f"{type(error).__name__} '{error}' is not {kind.__name__} '{says}'")
    else:
        failures.append(f"nothing is raised where '{says}' is to be said")


for use in (lambda x, y: network.epoch(x, y, 2), network.evaluate):
    raises(ValueError, "labels: the shape (5) is needed, not (4,)", lambda: use(x, labels[:4]))
    raises(ValueError, "labels: the shape (3) is needed, not (5,)", lambda: use(x[:3], labels))
    raises(ValueError, "labels: the shape (5) is needed, not (5, 1)", lambda: use(x, labels.reshape(5, 1)))
    raises(ValueError, "inputs: the shape (any, 3) is needed, not (5, 2)", lambda: use(x[:, :2].copy(), labels))
    raises(ValueError, "inputs: the shape (any, 3) is needed, not (15,)", lambda: use(x.reshape(15), labels))
    raises(TypeError, "inputs: an array of float32 is needed, not float64", lambda: use(x.astype(float), labels))
    raises(TypeError, "inputs: an array of float32 is needed, not >f4", lambda: use(x.astype(">f4"), labels))
    raises(TypeError, "inputs: an array of float32 is needed, not list", lambda: use(x.tolist(), labels))
    raises(TypeError, "labels: an array of int32 is needed, not int64", lambda: use(x, labels.astype(np.int64)))
    raises(ValueError, "inputs: its numbers must lie one after the other", lambda: use(np.asfortranarray(x), labels))
    raises(ValueError, "labels: its numbers must lie one after the other", lambda: use(x, np.zeros(10, np.int32)[::2]))
    raises(ValueError, "row_count: must be positive", lambda: use(x[:0], labels[:0]))
    raises(ValueError, "classes: one is not below the outputs: 2", lambda: use(x, labels + np.int32(2)))
raises(ValueError, "batch_size: must be positive, not 0", lambda: network.epoch(x, labels, 0))
raises(ValueError, "outputs: the shape (5, 2) is needed, not (4, 2)", lambda: network.probabilities(x, shares[:4]))
raises(ValueError, "outputs: the shape (5, 2) is needed, not (5, 3)", lambda: network.probabilities(x, x.copy()))
raises(TypeError, "outputs: an array of float32 is needed", lambda: network.probabilities(x, shares.astype(float)))
raises(ValueError, "outputs: it is read-only", lambda: network.probabilities(x, locked))
raises(ValueError, "values: the shape (any, any) is needed", lambda: midge.fit_scaling(values.reshape(12)))
raises(TypeError, "values: an array of float64 is needed", lambda: midge.fit_scaling(values.astype(np.float32)))
raises(ValueError, "values: its numbers must lie one after the other", lambda: midge.fit_scaling(values[:, :2]))
raises(ValueError, "cannot be scaled", lambda: midge.fit_scaling(np.full((2, 3), np.inf)))
raises(ValueError, "means: the shape (3) is needed, not (2,)", lambda: midge.scale(values, means[:2].copy(), deviations))
raises(ValueError, "deviations: the shape (3) is needed, not (2,)", lambda: midge.scale(values, means, deviations[:2].copy()))
raises(ValueError, "cannot be scaled", lambda: midge.scale(values, means, deviations * 0))
raises(ValueError, "one activation for each pair", lambda: midge.Network([3, 4], []))
raises(TypeError, "no such option: rate", lambda: midge.Network([3, 4], [midge.RELU], rate=1))
raises(ValueError, "learning_rate: must be above 0", lambda: midge.Network([3, 4], [midge.RELU], learning_rate=1e300))

network.probabilities(x, shares)
if not np.allclose(shares.sum(1), 1):
    failures.append("probabilities do not add up to 1")
parameters = network.parameters
parameters[0] = 7
if network.parameters[0] != 7:
    failures.append("parameters are a copy")
alive = weakref.ref(network)
del network, use
if alive() is None:
    failures.append("parameters do not keep their network's memory")
del parameters
if alive() is not None:
    failures.append("a network is not given back")

for failure in failures:
    print(f"FAIL the example in Python: {failure}")
if not failures:
    print("ok   the example in Python has the constants and structs of midge.h, and refuses wrong arrays")
sys.exit(bool(failures))
