#!/usr/bin/env python3
"""Writes the five CSV files of this folder from the data sets inside scikit-learn's wheel.

Usage: make_data.py [FOLDER]      (default: the folder of this script)

The same wheel gives the same bytes. Values are raw, rows keep their order, the target is the last column.
"""
import sys
from pathlib import Path

import sklearn
from sklearn import datasets

# name: (loader, arguments, target column, the target is a class name, rows, columns)
SETS = {
    "iris": (datasets.load_iris, {}, "species", True, 150, 5),
    "digits": (datasets.load_digits, {}, "digit", False, 1797, 65),
    "wine": (datasets.load_wine, {}, "class", True, 178, 14),
    "breast_cancer": (datasets.load_breast_cancer, {}, "diagnosis", True, 569, 31),
    "diabetes": (datasets.load_diabetes, {"scaled": False}, "progression", False, 442, 11),
}


def number(value):
    """The shortest text that reads back as the same Double; integers without a point."""
    value = float(value)
    return str(int(value)) if value.is_integer() else repr(value)


def table(name):
    loader, arguments, target, named, rows, columns = SETS[name]
    data = loader(**arguments)
    header = [str(feature) for feature in data.feature_names] + [target]
    lines = [header]
    for features, label in zip(data.data, data.target):
        last = str(data.target_names[label]) if named else number(label)
        lines.append([number(feature) for feature in features] + [last])

    # A newer wheel that changes a set must not pass unnoticed.
    assert len(lines) == rows + 1, (name, len(lines))
    assert all(len(line) == columns for line in lines), name
    assert len(set(header)) == columns, header
    # No cell needs quoting, so the files need no CSV writer.
    assert not any(set(cell) & set(",\"\r\n") or cell != cell.strip() or not cell for line in lines for cell in line), name
    return "".join(",".join(line) + "\n" for line in lines)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    print(f"scikit-learn {sklearn.__version__}")
    for name in SETS:
        path = folder / f"{name}.csv"
        path.write_bytes(table(name).encode("ascii"))
        print(f"{path.name}: {SETS[name][4]} rows, {SETS[name][5]} columns, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
