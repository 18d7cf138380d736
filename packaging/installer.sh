#!/usr/bin/env bash
# Makes the installers for Linux in dist/: the frozen folder, the .deb, the portable .tar.gz, the bill of materials and the checksums.
# The same commit gives the same bytes: time comes from the commit, and the libraries from packaging/requirements.lock.
#
# usage: [COMMIT=...] packaging/installer.sh [freeze|pack|check]     (freeze and pack, where none is named)
set -euo pipefail
cd "$(dirname "$0")/.."

step=${1:-all}
root=$PWD
environment=$root/build/environment
python=$environment/bin/python
source=$root/build/source
commit=$(git rev-parse "${COMMIT:-HEAD}")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct "$commit")}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC
umask 022

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info)' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "The installer is made with Python 3.11 or later. Install it, or name one: PYTHON=... make installer" >&2
    exit 1
}

need() {
    command -v "$1" >/dev/null && return
    echo "The installer needs $1. Run this once, then make installer again: sudo apt-get install $2" >&2
    exit 1
}

prepare() {
    local key stamp=$environment/installed
    need objdump binutils
    key="$(sha256sum <packaging/requirements.lock) $(grep ^version pyproject.toml)"
    [[ -x $python && -f $stamp && $(<"$stamp") == "$key" ]] && return
    echo "Making the environment for the installer in $environment"
    "$(find_python)" -m venv --clear "$environment"
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements.lock
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$key" >"$stamp"
}

# What is frozen is the commit, not what happens to lie in the working folder.
export_source() {
    rm -rf "$source"
    mkdir -p "$source"
    git archive "$commit" | tar -x -C "$source"
    [[ -z $(git status --porcelain) ]] || echo "Changes that are not committed are not in the installer."
}

freeze() {
    local key frozen=build/application/frozen
    key="$commit $(sha256sum <packaging/requirements.lock)"
    if [[ -f $frozen && $(<"$frozen") == "$key" ]]; then
        return
    fi
    export_source
    echo "Freezing the application"
    rm -rf build/application build/icons build/shipped
    export PYTHONPATH=$source
    "$python" "$source/packaging/pictures.py" build/icons
    "$environment/bin/pyinstaller" --noconfirm --clean --log-level ERROR \
        --workpath build/frozen --distpath build/application "$source/packaging/handover.spec" >build/freeze.log 2>&1 ||
        { cat build/freeze.log >&2; exit 1; }
    # What Python was built with may carry symbols for debugging; libraries of others stay as they came.
    find build/application/handover/_internal -maxdepth 1 -name 'libpython*' -exec strip --strip-unneeded {} +
    find build/application/handover/_internal/python3* -name '*.so' -exec strip --strip-unneeded {} +
    "$python" "$source/packaging/shipped.py" build/frozen/handover/shipped.json build/shipped
    echo "$key" >"$frozen"
}

pack() {
    need dpkg-deb dpkg
    need dpkg-shlibdeps dpkg-dev
    if [[ -f build/packed && $(<build/packed) == "$commit" ]] && (cd dist && sha256sum --status --check SHA256SUMS) 2>/dev/null; then
        echo "The installers of this commit are in dist/ already."
        return
    fi
    rm -rf dist build/packed
    PYTHONPATH=$source "$python" "$source/packaging/debian_package.py" build dist
    cp build/shipped/handover.cdx.json "dist/handover-$("$python" "$source/packaging/choosing.py").cdx.json"
    (cd dist && sha256sum -- * >SHA256SUMS.part && mv SHA256SUMS.part SHA256SUMS)
    echo "$commit" >build/packed
    echo "Made in dist/:"
    (cd dist && ls -1)
}

# Every tool that knows what such a file must be, over everything that was made. What a tool finds fails the check.
check() {
    local version unpacked=$root/build/unpacked stand_in=$root/build/stand-in
    need desktop-file-validate desktop-file-utils
    need appstreamcli appstream
    need lintian lintian
    need makensis nsis
    version=$("$python" "$source/packaging/choosing.py")
    rm -rf "$unpacked"
    dpkg-deb -x dist/handover_*.deb "$unpacked"
    desktop-file-validate "$unpacked/usr/share/applications/handover.desktop"
    appstreamcli validate --no-net "$unpacked"/usr/share/metainfo/*.xml
    lintian --fail-on error,warning --tag-display-limit 0 --allow-root dist/handover_*.deb
    [[ -z $(man --warnings -l "$unpacked/usr/share/man/man1/handover.1.gz" 2>&1 >/dev/null) ]]
    "$python" packaging/bill_check.py dist/handover-*.cdx.json
    "$environment/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml
    mkdir -p "$stand_in/_internal"
    cp LICENSE "$stand_in/_internal/"
    touch "$stand_in/handover.exe" "$stand_in/handover-cli.exe"
    makensis -V2 -WX "-DVERSION=$version" "-DPAYLOAD=$stand_in" "-DICONS=$root/build/icons" \
        "-DOUT=$root/build/handover-$version-stand-in-setup.exe" packaging/windows/handover.nsi >/dev/null
    (cd dist && sha256sum --quiet --check SHA256SUMS)
    echo "Checked: menu entry, AppStream, package, man page, bill of materials, workflow, Windows script, checksums."
}

prepare
case $step in
    freeze) freeze ;;
    pack) pack ;;
    check) check ;;
    all) freeze && pack ;;
    *) echo "usage: packaging/installer.sh [freeze|pack|check]" >&2 && exit 2 ;;
esac
