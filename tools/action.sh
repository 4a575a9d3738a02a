#!/usr/bin/env bash
# What action.yml runs: `wirecopy check` with the inputs of the action. One path or option a line.
set -euo pipefail
mapfile -t paths < <(printf '%s\n' "${INPUT_PATHS:-.}" | sed '/^[[:space:]]*$/d')
mapfile -t args < <(printf '%s\n' "${INPUT_ARGS:-}" | sed '/^[[:space:]]*$/d')
if [ -n "${INPUT_SARIF:-}" ]; then
  args+=(--format sarif --output "$INPUT_SARIF")
else
  args+=(--format github)
fi
exec wirecopy check "${args[@]}" -- "${paths[@]}"
