#!/bin/sh
# Installs what the tests run besides Node: real clients, tshark, compilers. Asks apt only for what is missing. On a system
# without apt it says what is missing; the tests that need it are then skipped.
set -eu

missing=''
packages=''
need() { # need PROGRAM PACKAGES
  command -v "$1" > /dev/null 2>&1 && return
  missing="$missing $1"
  packages="$packages $2"
}

need nc netcat-openbsd
need socat socat
need telnet telnet
need curl curl
need tshark tshark
need python3 python3
need gcc 'gcc libc6-dev'
need javac default-jdk-headless
need bwrap bubblewrap
need ip iproute2
need go golang-go
need g++ g++
need make make
need rustc rustc
need cargo cargo

[ -n "$missing" ] || exit 0

if ! command -v apt-get > /dev/null 2>&1; then
  echo "missing:$missing. There is no apt-get here: install them by other means, or their tests are skipped" >&2
  exit 0
fi

as_root=''
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null 2>&1; then
    echo "missing:$missing. As root: apt-get install$packages" >&2
    exit 1
  fi
  as_root='sudo'
fi

# sudo drops the environment: env gives it back on its far side.
quietly() {
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive "$@" > "$log" 2>&1 || {
    cat "$log" >&2
    exit 1
  }
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "installing$packages" >&2
quietly apt-get -qq -o DPkg::Lock::Timeout=120 update
# shellcheck disable=SC2086
quietly apt-get -qq -o DPkg::Lock::Timeout=120 -y --no-install-recommends install $packages
