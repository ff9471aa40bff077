"""The same-numbers check: C rivals that start from the same weights must have the same loss after 200 steps."""
from Race.builds import Unavailable, build, run

STEPS = 200
TOLERANCE = 2e-5  # relative: five digits
COMPARED = {
    **{workload: [("c-plain", None), ("c-tiled", None)] for workload in ("W1", "W2")},
    **{workload: [("c-plain", None), ("c-tiled", None), ("libxsmm", None)] for workload in ("W3", "W4", "W5")},
    "S1": [("c-plain", None), ("c-plain", "cplain.c")],  # in chunks, and the whole batch a layer at a time
}


def losses(binary):
    before, after = run([binary, "--steps", STEPS]).split("loss=")[1].split("->")
    return float(before), float(after)


def check(workloads, skip):
    """Prints one line a workload; true if nothing disagreed. A rival that cannot be built or run here is named, not counted."""
    right = True
    for workload in (w for w in workloads if w in COMPARED):
        found = {}
        for rival, source in COMPARED[workload]:
            if rival in skip:
                continue
            try:
                for compiler, binary in build(rival, workload, source).items():
                    found[f"{source or rival}-{compiler}"] = losses(binary)
            except Unavailable as reason:
                print(f"{workload}: {rival} {reason}")
        if not found:
            continue
        (reference, (before, after)), *others = found.items()
        wrong = [f"{reference} does not learn"] if not after < before else []
        for name, pair in others:
            if any(not abs(a - b) <= TOLERANCE * abs(b) for a, b in zip(pair, (before, after))):
                wrong.append(f"{name} {pair[0]:.6g} -> {pair[1]:.6g}")
        verdict = "DIFFERS: " + ", ".join(wrong) if wrong else f"{len(found)} binaries agree"
        print(f"{workload}: loss {before:.6g} -> {after:.6g} after {STEPS} steps ({reference}); {verdict}")
        right = right and not wrong
    return right
