#!/usr/bin/env bash
# Makes the sample casefile and its briefing in out/, and opens the window on it where there is a screen.
# A sample that is there already is the user's own by now: it is never made again.
set -euo pipefail
cd "$(dirname "$0")/.."

sample=out/sample.handover
mkdir -p out
if [[ -e $sample ]]; then
    echo "The sample casefile is kept as it is: $sample (delete it for a fresh one)."
else
    .venv/bin/handover sample "$sample"
fi
.venv/bin/handover brief "$sample" -o out/sample.pdf --label Sample --title "Istanbul, 2 June 2025: promised and received" \
    --agreement "Istanbul, 2 June 2025: the dead" \
    --agreement "Istanbul, 2 June 2025: prisoners of war" \
    --agreement "Istanbul, 2 June 2025: the list of children" ||
    .venv/bin/handover brief "$sample" -o out/sample.pdf --label Sample

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} || $(uname -s) == Darwin ]]; then
    exec .venv/bin/handover "$sample"
fi
echo "There is no screen here, so no window is opened. With one, make start opens it on $sample."
