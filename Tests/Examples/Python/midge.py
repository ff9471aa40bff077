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


def address(name, array, kind, *shape, is_written=False):
    """Where the numbers of an array of this shape lie; None: any extent. It must have them as the library reads them: a copy would be a surprise."""
    if not isinstance(array, np.ndarray) or array.dtype != kind:
        raise TypeError(f"{name}: an array of {kind.__name__} is needed, not {getattr(array, 'dtype', type(array).__name__)}")
    if array.ndim != len(shape) or any(wanted not in (None, found) for wanted, found in zip(shape, array.shape)):
        wanted = ", ".join("any" if extent is None else str(extent) for extent in shape)
        raise ValueError(f"{name}: the shape ({wanted}) is needed, not {array.shape}")
    if not array.flags.c_contiguous:
        raise ValueError(f"{name}: its numbers must lie one after the other; see numpy.ascontiguousarray")
    if is_written and not array.flags.writeable:
        raise ValueError(f"{name}: it is read-only")
    return c.c_void_p(array.ctypes.data)


def rows(count):
    return c.c_ssize_t(count)


class Memory:
    """Floats of a network's, which an array that is made of them holds on to."""

    def __init__(self, network, start, count):
        self.network = network
        self.__array_interface__ = {"version": 3, "shape": (count,), "typestr": np.dtype(np.float32).str, "data": (start, False)}


class Network:
    """Dense layers: widths from the inputs to the outputs, and the activation of each layer."""

    def __init__(self, widths, activations, **options):
        if len(widths) != len(activations) + 1:
            raise ValueError("there must be one activation for each pair of neighbouring widths")
        layers = (Layer * len(activations))(*(Layer(0, f, i, o) for f, i, o in zip(activations, widths, widths[1:])))
        given, error, self.handle = Options(), c.create_string_buffer(256), c.c_void_p()
        library.midge_default_options(c.byref(given))
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

    def samples(self, inputs, labels):
        """Rows of inputs, a label for each, and how many they are."""
        x = address("inputs", inputs, np.float32, None, self.input_count)
        return x, address("labels", labels, np.int32, len(inputs)), rows(len(inputs))

    def epoch(self, inputs, labels, batch_size, shuffles=True):
        loss = c.c_double()
        self.check(library.midge_epoch_classes(
            self.handle, *self.samples(inputs, labels), rows(batch_size), int(shuffles), c.byref(loss)))
        return loss.value

    def evaluate(self, inputs, labels):
        found = Evaluation()
        self.check(library.midge_evaluate_classes(self.handle, *self.samples(inputs, labels), c.byref(found)))
        return found

    def probabilities(self, inputs, outputs):
        self.check(library.midge_probabilities(
            self.handle, address("inputs", inputs, np.float32, None, self.input_count), rows(len(inputs)),
            address("outputs", outputs, np.float32, len(inputs), self.output_count, is_written=True)))

    @property
    def parameters(self):
        """All parameters, pads included: the network's memory itself. The array keeps the network alive."""
        start, count = c.c_void_p(), c.c_ssize_t()
        self.check(library.midge_parameters(self.handle, c.byref(start), c.byref(count)))
        return np.asarray(Memory(self, start.value, count.value))

    def __del__(self):
        if getattr(self, "handle", None):
            library.midge_destroy(c.byref(self.handle))


def fit_scaling(values):
    start = address("values", values, np.float64, None, None)
    means, deviations = np.empty(values.shape[1]), np.empty(values.shape[1])
    if library.midge_fit_scaling(
            start, rows(len(values)), rows(values.shape[1]), address("means", means, np.float64, None),
            address("deviations", deviations, np.float64, None)):
        raise ValueError("the values cannot be scaled: none, not finite, or too large")
    return means, deviations


def scale(values, means, deviations):
    start = address("values", values, np.float64, None, None)
    inputs = np.empty(values.shape, np.float32)
    if library.midge_scale(
            start, rows(len(values)), rows(values.shape[1]), address("means", means, np.float64, values.shape[1]),
            address("deviations", deviations, np.float64, values.shape[1]), address("inputs", inputs, np.float32, None, None)):
        raise ValueError("the values cannot be scaled: none, not finite, or too large; or a deviation is not above 0")
    return inputs
