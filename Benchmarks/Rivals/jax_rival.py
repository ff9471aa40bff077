#!/usr/bin/env python3
"""JAX at its best: lax.scan over many steps a call with donated state, one thread. Predictions are a scan over single rows."""
import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"
from functools import partial

import jax
import jax.numpy as jnp
import numpy

import rival

options = rival.arguments()
work = rival.WORKLOADS[options.workload]
sizes, batch, rate = work["sizes"], work["batch"], work["rate"]
inputs, targets = rival.load(options.workload)
each = jax.tree_util.tree_map
activation = {"sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}[work["activation"]]

generator = numpy.random.default_rng(0)


def uniform(fan_in, *shape):
    return jnp.asarray((generator.uniform(-1, 1, shape) / numpy.sqrt(fan_in)).astype(numpy.float32))


parameters = [(uniform(i, i, o), uniform(i, o)) for i, o in zip(sizes, sizes[1:])]


def network(parameters, x):
    for weight, bias in parameters[:-1]:
        x = activation(x @ weight + bias)
    x = x @ parameters[-1][0] + parameters[-1][1]
    return jax.nn.sigmoid(x) if work["loss"] == "sigmoid-mse" else x


def loss_of(parameters, x, y):
    output = network(parameters, x)
    if work["loss"] == "cross-entropy":
        return -jnp.mean(jnp.sum(jax.nn.log_softmax(output) * y, 1))
    return jnp.mean((output - y) ** 2)


def step(state, xy):
    parameters, first, second, count = state
    gradient = jax.grad(loss_of)(parameters, *xy)
    if work["optimizer"] == "sgd":
        return (each(lambda p, g: p - rate * g, parameters, gradient), first, second, count), None
    if work["optimizer"] == "momentum":
        first = each(lambda m, g: 0.9 * m + g, first, gradient)
        return (each(lambda p, m: p - rate * m, parameters, first), first, second, count), None
    count = count + 1
    first = each(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = each(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
    scale = rate * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
    return (each(lambda p, m, v: p - scale * m / (jnp.sqrt(v) + 1e-8), parameters, first, second), first, second, count), None


batch_count = len(inputs) // batch
batches = (jnp.asarray(inputs.reshape(batch_count, batch, -1)), jnp.asarray(targets.reshape(batch_count, batch, -1)))
epochs = max(1, (2000 if batch < 1000 else 20) // batch_count)
steps_per_call = epochs * batch_count


@partial(jax.jit, donate_argnums=0)
def many_steps(state, batches):
    return jax.lax.scan(lambda s, _: (jax.lax.scan(step, s, batches)[0], None), state, None, length=epochs)[0]


# Donated buffers must not be shared, so the moments are made apart.
zeros = [each(jnp.zeros_like, parameters) for _ in range(2)]
state = (parameters, zeros[0], zeros[1], jnp.float32(0))


def train(n):
    global state
    calls = -(-n // steps_per_call)
    for _ in range(calls):
        state = many_steps(state, batches)
    jax.block_until_ready(state)
    return calls * steps_per_call


# Every row is visited once a call: XLA hoists a repeated pass over the same rows out of its loop.
rows = jnp.asarray(numpy.tile(inputs[:256], (64, 1))[:, None, :])


@jax.jit
def many_predictions(parameters, rows):
    return jax.lax.scan(lambda carry, x: (carry, network(parameters, x)), None, rows)[1]


def predict(n):
    calls = -(-n // len(rows))
    for _ in range(calls):
        result = many_predictions(state[0], rows)
    jax.block_until_ready(result)
    return calls * len(rows)


full_loss = jax.jit(loss_of)


def loss():
    return float(full_loss(state[0], inputs, targets))


rival.measure("jax", options.workload, predict if options.predict else train, loss, options.seconds)
