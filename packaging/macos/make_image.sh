#!/usr/bin/env bash
# Makes the disk image for macOS from the frozen bundle. The bundle is signed with the identity in HANDOVER_SIGN_AS where there is one,
# else for this machine only ("-"); a bundle without a paid identity must be opened the first time with a right click, Open.
#
# usage: packaging/macos/make_image.sh BUNDLE.app OUT.dmg
set -euo pipefail

bundle=${1:?usage: packaging/macos/make_image.sh BUNDLE.app OUT.dmg}
out=${2:?usage: packaging/macos/make_image.sh BUNDLE.app OUT.dmg}
if [[ $(uname -s) != Darwin ]]; then
    echo "A disk image can only be made on macOS." >&2
    exit 1
fi

codesign --force --deep --options runtime --timestamp=none --sign "${HANDOVER_SIGN_AS:--}" \
    --entitlements "$(dirname "$0")/entitlements.plist" "$bundle"
codesign --verify --deep --strict "$bundle"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$bundle" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -ov -volname Handover -srcfolder "$stage" -fs HFS+ -format UDZO "$out"
hdiutil verify -quiet "$out"
echo "Made $out."
