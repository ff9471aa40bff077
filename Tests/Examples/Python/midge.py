"""Midge for Python: midge.h through ctypes. NumPy arrays are passed by address, and parameters are arrays over the network's own memory: nothing is copied."""
import ctypes as c
import os

import numpy as np

IDENTITY, RELU, LEAKY_RELU, SIGMOID, TANH = range(5)
MEAN_SQUARED_ERROR, CROSS_ENTROPY, BINARY_CROSS_ENTROPY = range(3)

library = c.CDLL(os.environ.get("MIDGE_LIBRARY", "libmidge.so.0"))
library.midge_last_error.restype = library.midge_status_text.restype = library.midge_version.restype = c.c_char_p


class Layer(c.Structure):
    _fields_ = [("kind", c.c_int32), ("activation", c.c_int32), ("input_count", c.c_ssize_t), ("output_count", c.c_ssize_t)]


class Options(c.Structure):
    _fields_ = [("byte_count", c.c_ssize_t)] + [
        (name, c.c_int32) for name in ("loss", "reduction", "optimizer", "initializer", "instruction_set", "prediction_only")] + [
        ("row_capacity", c.c_ssize_t), ("seed", c.c_uint64)] + [
        (name, c.c_double) for name in ("learning_rate", "momentum", "beta1", "beta2", "epsilon", "weight_decay", "l1", "clip_norm", "clip_value",
                                          "max_norm", "label_smoothing")]


class Evaluation(c.Structure):
    _fields_ = [("loss", c.c_double), ("accuracy", c.c_double), ("row_count", c.c_ssize_t)]


def address(array, kind, columns=None):
    """Where the array's numbers lie. It must have them as the library reads them: a copy would be a surprise."""
    if array.dtype != kind or not array.flags.c_contiguous or (columns and array.shape[-1] != columns):
        raise ValueError(f"needed is a contiguous array of {kind.__name__}" + (f" with rows of {columns}" if columns else ""))
    return c.c_void_p(array.ctypes.data)


def rows(count):
    return c.c_ssize_t(count)


class Network:
    """Dense layers: widths from the inputs to the outputs, and the activation of each layer."""

    def __init__(self, widths, activations, **options):
        layers = (Layer * len(activations))(*(Layer(0, f, i, o) for f, i, o in zip(activations, widths, widths[1:])))
        given, error, self.handle = Options(), c.create_string_buffer(256), c.c_void_p()
        library.midge_default_options(c.byref(given))
        if len(widths) != len(activations) + 1:
            raise ValueError("there must be one activation for each pair of neighbouring widths")
        for name, value in options.items():
            if name not in dict(Options._fields_):
                raise TypeError(f"no such option: {name}")
            setattr(given, name, value)
        if library.midge_create(c.byref(self.handle), layers, rows(len(activations)), c.byref(given), None, rows(0), error):
            raise ValueError(error.value.decode())
        self.input_count, self.output_count = widths[0], widths[-1]

    def check(self, status):
        if status:
            raise ValueError(library.midge_last_error(self.handle).decode())

    def epoch(self, inputs, labels, batch_size, shuffles=True):
        loss = c.c_double()
        self.check(library.midge_epoch_classes(
            self.handle, address(inputs, np.float32, self.input_count), address(labels, np.int32), rows(len(labels)), rows(batch_size),
            int(shuffles), c.byref(loss)))
        return loss.value

    def evaluate(self, inputs, labels):
        found = Evaluation()
        self.check(library.midge_evaluate_classes(
            self.handle, address(inputs, np.float32, self.input_count), address(labels, np.int32), rows(len(labels)), c.byref(found)))
        return found

    def probabilities(self, inputs, outputs):
        self.check(library.midge_probabilities(
            self.handle, address(inputs, np.float32, self.input_count), rows(len(inputs)), address(outputs, np.float32, self.output_count)))

    @property
    def parameters(self):
        """All parameters, pads included; the network's memory itself, for as long as it lives."""
        start, count = c.POINTER(c.c_float)(), c.c_ssize_t()
        self.check(library.midge_parameters(self.handle, c.byref(start), c.byref(count)))
        return np.ctypeslib.as_array(start, (count.value,))

    def __del__(self):
        if getattr(self, "handle", None):
            library.midge_destroy(c.byref(self.handle))


def fit_scaling(values):
    means, deviations = np.empty(values.shape[1]), np.empty(values.shape[1])
    if library.midge_fit_scaling(
            address(values, np.float64), rows(len(values)), rows(values.shape[1]), address(means, np.float64), address(deviations, np.float64)):
        raise ValueError("the values cannot be scaled")
    return means, deviations


def scale(values, means, deviations):
    inputs = np.empty(values.shape, np.float32)
    if library.midge_scale(
            address(values, np.float64), rows(len(values)), rows(values.shape[1]), address(means, np.float64), address(deviations, np.float64),
            address(inputs, np.float32)):
        raise ValueError("the values cannot be scaled")
    return inputs
