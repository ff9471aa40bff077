#!/usr/bin/env python3
"""What the static `midge` weighs, how fast it starts, and that its allocation counter is alive. Usage: check-static.py MIDGE [MEBIBYTES]
Needs GNU time, a small process: one that is started by Python counts Python's memory as its own."""
import json, os, pathlib, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "Benchmarks/Data"
MIDGE = pathlib.Path(sys.argv[1]).resolve()
SIZE = (int(sys.argv[2]) if len(sys.argv) > 2 else 8) << 20
STARTS = 41
# Other programs on the machine only add time: medians are taken until one is below the limit, and the least one counts.
ROUNDS = 10
# The limit is LIMIT ms, or RATIO starts of `true`, taken by turns with ours, where that is more: on a slow machine. (On ordinary ones, ours takes 3.)
LIMIT = 3
RATIO = 4
failures = 0


def report(holds, text):
    global failures
    failures += not holds
    print(f"{'ok  ' if holds else 'FAIL'} {text}")


def milliseconds(program, *arguments):
    """One whole process, its output thrown away."""
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, "/dev/null", os.O_RDWR, 0) for descriptor in (0, 1, 2)]
    start = time.perf_counter()
    process = os.posix_spawn(program, [str(program), *arguments], os.environ, file_actions=quiet)
    status = os.waitpid(process, 0)[1]
    if status != 0:
        sys.exit(f"FAIL {program} {' '.join(arguments)} ended with {status}")
    return (time.perf_counter() - start) * 1e3


def main():
    size = MIDGE.stat().st_size
    report(size <= SIZE, f"{size:,} bytes, at most {SIZE:,}")
    dynamic = subprocess.run(["readelf", "-ld", MIDGE], capture_output=True, text=True).stdout
    report("INTERP" not in dynamic and "NEEDED" not in dynamic, "needs no shared library")
    # In memory where there is room for files: what a disk takes to sync two of them is not the program's.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        model = f"{folder}/model.safetensors"
        iris = ["train", str(DATA / "iris.csv"), "--epochs", "1", "--out", model]
        medians, empty, limit = [], [], LIMIT
        while len(medians) < ROUNDS and min(medians, default=limit) >= limit:
            pairs = [(milliseconds(MIDGE, *iris), milliseconds("/bin/true")) for _ in range(STARTS)]
            medians.append(statistics.median(ours for ours, _ in pairs))
            empty.append(statistics.median(others for _, others in pairs))
            limit = max(LIMIT, RATIO * min(empty))
        taken = f"median of {STARTS} starts, the least of {len(medians)}; `true`: {min(empty):.2f} ms"
        report(min(medians) < limit, f"{min(medians):.2f} ms for an epoch on iris, the whole process ({taken}), below {limit:.2f}")
        # How much of the program's file the system maps at a time differs from run to run: the least of five is what it needs.
        digits = ["/usr/bin/time", "-f", "%M", MIDGE, "train", DATA / "digits.csv", "--out", model, "--json"]
        peak = min(int(subprocess.run(digits, capture_output=True, text=True).stderr.split()[-1]) for _ in range(5))
        report(peak < 8 << 10, f"{peak:,} kB at most while it trains on digits (the least of 5 runs), below {8 << 10:,}")
        for command in (["inspect", model], ["predict", model, DATA / "digits.csv"], ["evaluate", model, DATA / "digits.csv"],
                        ["gradcheck", "--network", "4-8-3"], ["train", DATA / "diabetes.csv", "--epochs", "1", "--out", model]):
            done = subprocess.run([MIDGE, *command], capture_output=True)
            report(done.returncode == 0, f"{command[0]} ends with {done.returncode}")
    bench = subprocess.run([MIDGE, "bench", "--network", "16-64-64-4", "--batch", "32", "--json"], capture_output=True, text=True)
    lines = [json.loads(line) for line in bench.stdout.splitlines()]
    counts = [line["allocations_per_step"] for line in lines if line.get("event") == "bench"]
    report(bench.returncode == 0 and counts != [] and set(counts) == {0}, f"bench counts {counts} allocations a step")


main()
sys.exit(failures > 0)
