#!/usr/bin/env bash
# Freezes the application from the folder it stands in, with the Python that is first on the path: for Windows and macOS.
# On Linux, packaging/installer.sh does this and more, from the commit.
set -euo pipefail
cd "$(dirname "$0")/.."

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 PYTHONUTF8=1
python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements.lock
python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
python packaging/pictures.py build/icons
python -m PyInstaller --noconfirm --clean --log-level WARN --workpath build/frozen --distpath build/application packaging/handover.spec
python packaging/shipped.py build/frozen/handover/shipped.json build/shipped
for folder in build/application/handover build/application/Handover.app/Contents/Resources; do
    [[ ! -d $folder ]] || cp -R build/shipped/licences build/shipped/handover.cdx.json "$folder/"
done
