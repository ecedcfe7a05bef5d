#!/bin/sh
# Installs a released nutgraf for Linux or macOS into ~/.local/bin, after checking its sum.
#
#     sh install.sh [VERSION]        # vX.Y.Z; default: the latest release
#     NUTGRAF_BIN=/usr/local/bin sh install.sh
set -eu

home=${NUTGRAF_RELEASES:-https://github.com/nutgraf/nutgraf/releases}
bin=${NUTGRAF_BIN:-$HOME/.local/bin}

fail() {
    echo "install.sh: $1" >&2
    exit 1
}

case $(uname -s)-$(uname -m) in
    Linux-x86_64) target=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-gnu ;;
    Darwin-x86_64) target=x86_64-apple-darwin ;;
    Darwin-arm64) target=aarch64-apple-darwin ;;
    *) fail "no program is released for $(uname -s) on $(uname -m): build it from source" ;;
esac

if [ $# -gt 0 ]; then
    version=$1
else
    latest=$(curl -fsSLI -o /dev/null -w '%{url_effective}' "$home/latest") || fail "cannot reach $home"
    version=${latest##*/}
fi
case $version in
    v[0-9]*) ;;
    *) fail "expected a version such as v1.2.3, not '$version'" ;;
esac

name=nutgraf-$version-$target
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
curl -fsSLO "$home/download/$version/$name.tar.gz" || fail "cannot download $name.tar.gz"
curl -fsSLO "$home/download/$version/SHA256SUMS" || fail "cannot download SHA256SUMS"
grep " $name.tar.gz\$" SHA256SUMS > sum || fail "SHA256SUMS does not list $name.tar.gz"
if command -v sha256sum > /dev/null; then
    sha256sum -c sum > /dev/null || fail "the sum of $name.tar.gz is wrong"
else
    shasum -a 256 -c sum > /dev/null || fail "the sum of $name.tar.gz is wrong"
fi
tar -xzf "$name.tar.gz"
mkdir -p "$bin"
cp "$name/nutgraf" "$bin/nutgraf"
chmod 755 "$bin/nutgraf"
"$bin/nutgraf" --version
case :$PATH: in
    *:"$bin":*) ;;
    *) echo "$bin is not on your path" ;;
esac
