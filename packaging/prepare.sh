#!/usr/bin/env bash
# Makes everything that a target needs: Debian's packages, and the environment in .venv from requirements.lock.
# A stamp in .venv remembers for which lock file that was done, so a second run has nothing to do.
#
# usage: packaging/prepare.sh start|test|slow
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?usage: packaging/prepare.sh start|test|slow}
stamp=.venv/prepared-for-$purpose
key=$(cat requirements.lock pyproject.toml packaging/prepare.sh | sha256sum)
if [[ -x .venv/bin/python && -f $stamp && $(<"$stamp") == "$key" ]]; then
    exit 0
fi

qt_packages=(
    libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libwayland-client0 libwayland-cursor0 libwayland-egl1
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0
)
screen_packages=(xauth xdotool xvfb)
# What makes the package, looks at it with every tool that knows such files, and installs it in a bare Debian.
package_packages=(appstream binutils debootstrap desktop-file-utils dpkg-dev imagemagick lintian man-db nsis)

has_screen() { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} || $(uname -s) == Darwin ]]; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info)' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Handover needs Python 3.11 or later. Install it (on Debian: apt-get install python3), or name one: PYTHON=... make $purpose" >&2
    exit 1
}

missing_packages() {
    command -v dpkg-query >/dev/null || return 0
    local package wanted=("${qt_packages[@]}")
    [[ $purpose != start ]] && wanted+=("${screen_packages[@]}")
    # Only an administrator can make a bare Debian, so for others those tests are skipped, and say so.
    [[ $purpose == slow && $(id -u) -eq 0 ]] && wanted+=("${package_packages[@]}")
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        wanted+=("python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv")
    fi
    for package in "${wanted[@]}"; do
        case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
            ii*) ;;
            *) provided "$package" || echo "$package" ;;
        esac
    done
}

# Later releases of Debian and Ubuntu renamed some libraries (libglib2.0-0t64), and say so as what the new name provides.
provided() {
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "${1}t64" 2>/dev/null) == ii* ]]
}

install_packages() {
    local sudo=() missing=("$@")
    if [[ $(id -u) -ne 0 ]]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            sudo=(sudo -n)
        else
            explain "${missing[@]}"
            return
        fi
    fi
    echo "Installing what Debian has to give: ${missing[*]}"
    "${sudo[@]}" apt-get update -qq </dev/null
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

# Without rights: the exact command. The command line needs none of Qt's libraries, so only a window or a test stops for them.
explain() {
    echo "Handover needs some system packages that only an administrator can install. Run this once, then make $purpose again:" >&2
    echo >&2
    echo "    sudo apt-get install --no-install-recommends $*" >&2
    echo >&2
    if [[ $purpose != start || "$*" == *-venv* ]] || has_screen; then
        exit 1
    fi
}

make_environment() {
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        echo "Making the environment in .venv with $python"
        "$python" -m venv --clear .venv
    fi
    echo "Installing the locked packages into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
}

python=$(find_python)
mapfile -t missing < <(missing_packages)
[[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
locked=.venv/installed
if [[ ! -x .venv/bin/python || ! -f $locked || $(<"$locked") != "$key" ]]; then
    make_environment
    echo "$key" >"$locked"
fi
echo "$key" >"$stamp"
