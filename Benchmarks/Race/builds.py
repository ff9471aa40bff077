"""Builds the C rivals with each compiler, and picks the faster one by a short run."""
import hashlib
import os
import platform
import shutil
import subprocess
from pathlib import Path

RIVALS = Path(__file__).resolve().parents[1] / "Rivals"
HOME = Path(os.environ.get("MIDGE_RIVALS", Path.home() / ".cache/midge-peers"))
COMMON = ["-std=gnu11", "-O3", "-march=native", "-ffast-math"]
COMPILERS = {
    "gcc": ["gcc", *COMMON],
    "gcc512": ["gcc", *COMMON, "-mprefer-vector-width=512"],
    "clang": ["clang", *COMMON, "-fveclib=libmvec"],
}
NUMBERS = {"W1": 1, "W2": 2, "W3": 3, "W4": 4, "W5": 5, "S1": 6}
XSMM_LIBRARIES = ["-lxsmm", "-lxsmmnoblas", "-lm", "-ldl", "-lpthread"]
LONGEST_RUN = 600  # seconds


class Unavailable(Exception):
    """Why a contestant cannot take part, in one line."""


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def recipe(rival, workload):
    """Source and further arguments of a C rival."""
    if rival == "libxsmm":
        return "xsmm.c", [f"-DWK={NUMBERS[workload]}"], XSMM_LIBRARIES
    if workload == "G1":
        return "copyscale.c", [], []
    source = "ctiled.c" if rival == "c-tiled" else "s1.c" if workload == "S1" else "cplain.c"
    return source, [f"-DW={NUMBERS[workload]}"], ["-lm"]


def binaries():
    """The folder of the binaries: another for other sources, flags or processor, since the code is made for this one."""
    key = hashlib.sha256(f"{COMPILERS} {processor()}".encode())
    for path in sorted(RIVALS.glob("*.[ch]")):
        key.update(path.read_bytes())
    folder = HOME / "race" / key.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def first_line(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line), lines[0] if lines else "no message")


def build(rival, workload, source=None):
    """Every binary that compiles here, {compiler: path}; raises Unavailable with the last compiler's message if none does."""
    own, defines, libraries = recipe(rival, workload)
    source = source or own
    made, reason = {}, "neither gcc nor clang is installed"
    for compiler, command in COMPILERS.items():
        binary = binaries() / f"{Path(source).stem}-{workload}-{compiler}"
        if not binary.exists():
            if not shutil.which(command[0]):
                continue
            partial = binary.with_suffix(".partial")
            result = subprocess.run(
                [*command, *defines, f'-DNAME="{rival}-{compiler}"', str(RIVALS / source), "-o", str(partial), *libraries],
                capture_output=True, text=True)
            if result.returncode != 0:
                reason = f"{compiler}: {first_line(result.stderr)}"
                continue
            partial.rename(binary)
        made[compiler] = binary
    if not made:
        raise Unavailable(f"cannot be built here ({reason})")
    return made


def run(command, core=None, environment=None):
    """Standard output of a command, pinned to a core; raises Unavailable if it fails."""
    pinned = command if core is None else ["taskset", "-c", str(core), *command]
    try:
        result = subprocess.run([str(part) for part in pinned], capture_output=True, text=True, timeout=LONGEST_RUN,
                                env={**os.environ, "PEERS_DATA": str(HOME / "data"), **(environment or {})})
    except FileNotFoundError as error:
        raise Unavailable(f"{error.filename} is not installed") from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"did not end within {LONGEST_RUN} s") from None
    if result.returncode < 0:
        raise Unavailable(f"was killed by signal {-result.returncode}")
    if result.returncode > 0:
        lines = [line for line in result.stderr.strip().splitlines() if line] or ["no message"]
        raise Unavailable(f"failed: {lines[-1]}")
    return result.stdout


def nanoseconds(line):
    return float(line.split()[2])


def fastest(rival, workload, mode, core):
    """The binary of the compiler whose code is faster on this workload, by one short run of each."""
    timed, failures = [], []
    for compiler, binary in build(rival, workload).items():
        try:
            timed.append((nanoseconds(run([binary, mode, "0.05"], core)), compiler, binary))
        except Unavailable as failure:
            failures.append(failure)
    if not timed:
        raise failures[0]
    return min(timed)[2]
