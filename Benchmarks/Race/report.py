"""The table, for a terminal and as Markdown, and the JSON of everything that was measured."""
import statistics

from Race.builds import processor
from Race.contestants import DESCRIPTIONS, MEMBERS

HEADINGS = {"midge": "Midge", "midge-runtime": "Midge run-time", "torch": "PyTorch", "jax": "JAX"}
FOOTNOTES = [
    "Median over the rounds, each the median of 5 repeats; in brackets the ratio to typed Midge of the same run: above 1, Midge is faster.",
    "Midge walks synthetic data of the same shape and row count as the rivals' data. C rivals: the faster of gcc and clang, -ffast-math.",
    "c-plain is copy-and-scale at the same traffic at G1. PyTorch: the whole step compiled as one graph, predictions eager; JAX: lax.scan.",
]


def median(entry):
    return statistics.median(entry.rounds) if entry and entry.rounds and not entry.failure else None


def quantity(nanoseconds):
    return f"{nanoseconds:,.1f}" if nanoseconds < 100 else f"{nanoseconds:,.0f}"


def ratio(value):
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def cells(entries):
    """Workload -> heading -> text, for the contestants that took part."""
    midge = median(entries.get("midge"))
    row = {}
    for name, entry in entries.items():
        value = median(entry)
        if value is None:
            row[name] = "failed" if entry.rounds or entry.command else "-"
        elif name == "midge" or midge is None:
            row[name] = quantity(value)
        else:
            row[name] = f"{quantity(value)} ({ratio(value / midge)})"
    share = entries["midge"].details.get("share_of_peak") if midge else None
    row["peak"] = f"{100 * share:.0f} %" if share else ""
    return row


def grid(results):
    names = [name for name in MEMBERS if any(name in entries for entries in results.values())]
    head = ["ns per step", *(HEADINGS.get(name, name) for name in names)]
    if "midge" in names:
        head.insert(2, "of FMA peak")
    rows = []
    for workload, entries in results.items():
        row = cells(entries)
        values = [row.get(name, "") for name in names]
        if "midge" in names:
            values.insert(1, row["peak"])
        rows.append([workload, *values])
    return head, rows


def text(results, notes):
    head, rows = grid(results)
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))).rstrip()
             for row in [head, *rows]]
    return "\n".join([*lines, "", *notes])


def markdown(results, notes):
    head, rows = grid(results)
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for row in rows:
        lines.append("| " + " | ".join([f"{row[0]}: {DESCRIPTIONS[row[0]]}", *row[1:]]) + " |")
    return "\n".join([*lines, "", *(f"- {note}" for note in notes), ""])


def notes(results, options):
    peak = [entry.details for entries in results.values() for entry in entries.values() if entry.details.get("peak_gflops")]
    rounds = "1 round" if options.rounds == 1 else f"{options.rounds} interleaved rounds"
    machine = f"{processor()}, core {options.core}, {rounds} of 5 x {options.seconds:g} s."
    if peak:
        machine += f" Midge ran its {peak[-1].get('isa', '?')} code; FMA peak {max(p['peak_gflops'] for p in peak):.0f} GFLOP/s."
    reasons = {}
    for workload, entries in results.items():
        for entry in entries.values():
            if entry.failure:
                reasons.setdefault((entry.name, entry.failure), []).append(workload)
    missing = [f"{name} ({', '.join(workloads)}): {reason}" for (name, reason), workloads in reasons.items()]
    return [machine, *FOOTNOTES, *missing]


def record(results, options):
    """Everything measured, for --json."""
    midge = {workload: median(entries.get("midge")) for workload, entries in results.items()}
    return {
        "processor": processor(), "core": options.core, "rounds": options.rounds, "seconds": options.seconds,
        "results": [
            {"workload": workload, "description": DESCRIPTIONS[workload], "contestant": entry.name,
             "ns_per_step": median(entry), "ns_per_step_min": min(entry.minima, default=None),
             "ratio_to_midge": median(entry) / midge[workload] if median(entry) and midge[workload] else None,
             "ns_per_step_by_round": entry.rounds, "failure": entry.failure or None, "details": entry.details}
            for workload, entries in results.items() for entry in entries.values()],
    }
