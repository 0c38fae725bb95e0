#!/bin/sh
# Builds the stand-in for the vendor's two libraries into OUTPUT_DIR, if a source is newer than what is there.
# usage: build.sh OUTPUT_DIR
set -eu

if [ $# -ne 1 ]; then
    echo "usage: build.sh OUTPUT_DIR" >&2
    exit 2
fi
mkdir -p "$1"
output=$(cd "$1" && pwd)
cd "$(dirname "$0")"

# build SONAME SOURCE: the soname lets a library loaded by path satisfy what libjctp.so needs by name.
build() {
    if [ -f "$output/$1" ] && [ -z "$(find . -type f -newer "$output/$1")" ]; then
        return
    fi
    if ! command -v g++ >/dev/null 2>&1; then
        echo "g++ not found, needed for $1: install it (Debian, Ubuntu: apt-get install g++)" >&2
        exit 1
    fi
    g++ -std=c++17 -O2 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden -pthread \
        -Wl,-soname,"$1" -Wl,--version-script=exports.map -Wl,-z,defs -o "$output/$1.new" "$2" relay.cpp link.cpp protocol.cpp
    # Renamed, not overwritten: a running JVM may have the old one mapped.
    mv "$output/$1.new" "$output/$1"
}

build libthostmduserapi_se.so md_api.cpp
build libthosttraderapi_se.so trader_api.cpp
