#!/usr/bin/env python3
"""Writes metrics.json: scores of made-up predictions by scikit-learn, for the Swift tests to reproduce.

Usage: make_metrics.py [FILE]      (default: metrics.json beside this script)

Every number is the repr of its exact value; null stands for a score that is not defined. The same scikit-learn gives the same bytes.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics

warnings.simplefilter("ignore")  # of scores that are not defined: they are what some cases are for


def softmax(rng, rows, classes, sharpness=1.5):
    z = np.exp(sharpness * rng.standard_normal((rows, classes)))
    return z / z.sum(axis=1, keepdims=True)


def eighths(rng, rows, classes):
    """Probabilities in eighths: many ties, some 0 and 1, rows that sum to 1 exactly."""
    return rng.multinomial(8, np.full(classes, 1 / classes), size=rows) / 8


def truth_near(rng, probabilities, known):
    """Classes out of `known`, drawn as the probabilities say: better than chance, not perfect."""
    share = probabilities[:, known] + 0.02
    share = share / share.sum(axis=1, keepdims=True)
    return np.array([rng.choice(known, p=row) for row in share])


def classifications():
    rng = np.random.default_rng(1)
    cases = []

    def add(name, probabilities, truth, dtype="float64"):
        cases.append((name, dtype, np.asarray(probabilities, dtype), np.asarray(truth)))

    def drawn(name, probabilities, known, dtype="float64"):
        add(name, probabilities, truth_near(rng, probabilities, known), dtype)

    drawn("two classes", softmax(rng, 40, 2), [0, 1])
    p = softmax(rng, 41, 2)
    add("two classes, the second's probability only", p[:, 1], truth_near(rng, p, [0, 1]))
    drawn("two classes, ties", eighths(rng, 60, 2), [0, 1])
    drawn("three classes", softmax(rng, 60, 3), [0, 1, 2])
    drawn("ten classes, float32", softmax(rng, 200, 10), list(range(10)), "float32")
    drawn("five classes, ties", eighths(rng, 80, 5), list(range(5)))
    drawn("a class that never occurs, but is predicted", softmax(rng, 50, 4), [0, 1, 3])
    p = softmax(rng, 50, 4)
    p[:, 2] *= 0.0001
    p /= p.sum(axis=1, keepdims=True)
    add("a class that neither occurs nor is predicted", p, truth_near(rng, p, [0, 1, 3]))
    add("a class that is never predicted", p, np.where(np.arange(50) < 5, 2, truth_near(rng, p, [0, 1, 3])))
    add("constant predictions of three classes", np.tile([0.5, 0.25, 0.25], (12, 1)), [0, 1, 2] * 4)
    add("constant predictions, all classes alike", np.full((12, 4), 0.25), [0, 1, 2, 3] * 3)
    add("constant predictions of two classes", np.full((9, 2), 0.5), [0, 1, 0] * 3)
    add("one class only", softmax(rng, 10, 2), np.ones(10, int))
    add("all right and sure", np.eye(3)[[0, 1, 2, 2]], [0, 1, 2, 2])
    add("sure and wrong", np.eye(3)[[1, 2, 0, 2]], [0, 1, 2, 2])
    add("sure and wrong, float32", np.eye(3)[[1, 2, 0, 2]], [0, 1, 2, 2], "float32")
    add("one sample", softmax(rng, 1, 3), [1])
    return cases


def number(value):
    value = float(value)
    return value if np.isfinite(value) else None


def classify(name, dtype, probabilities, truth):
    if probabilities.ndim == 1:
        columns = np.stack([1 - probabilities, probabilities], axis=1)
        predictions = (probabilities > 0.5).astype(int)
    else:
        columns, predictions = probabilities, probabilities.argmax(axis=1)
    count = columns.shape[1]
    labels = list(range(count))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predictions, labels=labels, zero_division=0)
    macro = metrics.precision_recall_fscore_support(truth, predictions, average="macro", zero_division=0)
    # Mirrored, because scikit-learn ranks the higher of equal classes first, and Midge the lower.
    mirrored = columns[:, ::-1] if count > 2 else columns[:, 1]
    mirrored_truth = count - 1 - truth if count > 2 else truth
    areas = [metrics.roc_auc_score(truth == label, columns[:, label]) for label in labels]
    if count == 2:
        area = metrics.roc_auc_score(truth, columns[:, 1])
    elif len(set(truth)) == count:
        area = metrics.roc_auc_score(truth, columns.astype("float64"), multi_class="ovr", labels=labels)
    else:
        area = np.nan
    return {
        "name": name, "dtype": dtype, "classCount": count, "truth": truth.tolist(),
        "probabilities": [float(p) for p in probabilities.ravel()],
        "confusion": metrics.confusion_matrix(truth, predictions, labels=labels).tolist(),
        "accuracy": number(metrics.accuracy_score(truth, predictions)),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(), "support": support.tolist(),
        "macroPrecision": number(macro[0]), "macroRecall": number(macro[1]), "macroF1": number(macro[2]),
        "logLoss": number(metrics.log_loss(truth, probabilities, labels=labels)),
        "topK": [number(metrics.top_k_accuracy_score(mirrored_truth, mirrored, k=k, labels=labels))
                 for k in range(1, count + 1)],
        "rocAUCByClass": [number(a) for a in areas], "rocAUC": number(area),
    }


def regressions():
    rng = np.random.default_rng(2)
    truth = rng.normal(150, 70, 50)
    return [
        ("fifty numbers", truth + rng.normal(3, 40, 50), truth),
        ("large numbers close together", 1e9 + rng.normal(0, 1, 30), 1e9 + rng.normal(0, 1, 30)),
        ("constant predictions", np.full(50, truth.mean()), truth),
        ("equal targets", 7 + rng.normal(0, 1, 10), np.full(10, 7.1)),
        ("equal targets, all right", np.full(10, 7.1), np.full(10, 7.1)),
        ("all right", truth, truth),
        ("one number", np.array([2.5]), np.array([2.0])),
    ]


def regress(name, predictions, truth):
    r2 = metrics.r2_score(truth, predictions, force_finite=False) if len(truth) > 1 else np.nan
    return {
        "name": name, "truth": truth.tolist(), "predictions": predictions.tolist(),
        "meanAbsoluteError": number(metrics.mean_absolute_error(truth, predictions)),
        "rootMeanSquaredError": number(metrics.root_mean_squared_error(truth, predictions)),
        "r2": number(r2),
    }


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("metrics.json")
    cases = {
        "classifications": [classify(*case) for case in classifications()],
        "regressions": [regress(*case) for case in regressions()],
    }
    lines = [f'"{kind}": [\n' + ",\n".join(json.dumps(case) for case in found) + "\n]" for kind, found in cases.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
