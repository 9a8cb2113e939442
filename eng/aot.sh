#!/usr/bin/env bash
# Publishes the one native program, artifacts/aot/muster. A warning (of trimming, AOT, the linker) is a failure:
# it tells of code that may not work there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=artifacts/aot
rm -rf "$out"
mkdir -p "$out"
log=artifacts/aot.log

# -warnaserror fails the step that warns, so that the next run takes it again instead of passing it over as done.
dotnet publish src/Muster -c Release -o "$out" -warnaserror 2>&1 < /dev/null | tee "$log"

if grep -E '(^|[ :])warning[ :]' "$log" > artifacts/aot.warnings; then
    echo "eng/aot.sh: FAILED: warnings:" >&2
    cat artifacts/aot.warnings >&2
    exit 1
fi

[[ -x $out/muster ]] || { echo "eng/aot.sh: FAILED: no $out/muster" >&2; exit 1; }
echo "eng/aot.sh: $out/muster, $(wc -c < "$out/muster") bytes"
