#!/usr/bin/env bash
# Installs what the race can use, on Debian or Ubuntu: gcc, libxsmm, and PyTorch, JAX and the data sets in a virtual
# environment in MIDGE_RIVALS (default ~/.cache/midge-peers). None of it is needed to build, test or use Midge.
set -euo pipefail
rivals=${MIDGE_RIVALS:-$HOME/.cache/midge-peers}
here=$(cd "$(dirname "$0")" && pwd)
root=()
if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi

"${root[@]}" apt-get update -qq
"${root[@]}" apt-get install -y -qq gcc g++ libc6-dev util-linux python3-venv
# libxsmm exists for x86-64 alone. The race names it as missing and goes on.
"${root[@]}" apt-get install -y -qq libxsmm-dev || echo "setup: no libxsmm-dev here; the race goes on without libxsmm" >&2

mkdir -p "$rivals"
if ! "$rivals/venv/bin/python" -c '' 2>/dev/null; then python3 -m venv "$rivals/venv"; fi
if ! "$rivals/venv/bin/python" -c 'import torch, numpy, jax, sklearn, mlxtend' 2>/dev/null; then
  # The CPU wheel where an index has it, whatever PyPI serves otherwise.
  "$rivals/venv/bin/pip" install -q "torch==2.13.0+cpu" || "$rivals/venv/bin/pip" install -q torch
  "$rivals/venv/bin/pip" install -q numpy jax scikit-learn mlxtend
fi
"$rivals/venv/bin/python" "$here/Rivals/make_data.py" "$rivals/data"
echo "setup: ready in $rivals"
