#!/usr/bin/env bash
# Publishes and zips what runs on AWS Lambda: artifacts/lambda/{x64,arm64,jit}/function.zip, unpacked beside it, and
# artifacts/lambda/{x64,arm64}/api.zip.
#   eng/lambda.sh             x64 and jit
#   eng/lambda.sh arm64       the kinds that are named
#   eng/lambda.sh api-arm64   the HTTP API for that processor, also api-x64
# x64, arm64: the native bootstrap, for provided.al2023. api-…: `muster api`, behind AWS's Lambda Web Adapter. jit: the same on the .NET runtime (dotnet10), to compare.
# A warning (of trimming, AOT, the linker) is a failure, and so is a need for a newer C library than Amazon Linux 2023 has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Amazon Linux 2023 has glibc 2.34. What is linked here takes each symbol in the newest version that this machine's library
# has, but for those that the prebuilt parts of .NET name: so it is looked at, not believed.
newest_glibc=2.34
largest_zip=6291456

die() {
    echo "eng/lambda.sh: FAILED: $*" >&2
    exit 1
}

host=$(uname -m)
case $host in
    x86_64) host=x64 ;;
    aarch64 | arm64) host=arm64 ;;
esac

# publish PROJECT KIND OPTION...: into artifacts/lambda/KIND/app.
publish() {
    local project=$1 kind=$2 out=artifacts/lambda/$2
    shift 2
    mkdir -p "$out"
    find "$out" -mindepth 1 ! -name api.zip -delete
    # -warnaserror fails the step that warns, so that the next run takes it again instead of passing it over as done.
    dotnet publish "$project" -c Release -o "$out/app" -warnaserror "$@" 2>&1 < /dev/null | tee "$out.log"
    if grep -E '(^|[ :])warning[ :]' "$out.log" > "$out.warnings"; then
        die "warnings, see $out.warnings"
    fi
    rm -f "$out.warnings"
}

# pack KIND: the zip, and the same unpacked in artifacts/lambda/KIND.
pack() {
    local out=artifacts/lambda/$1 size
    /usr/bin/python3 eng/lambda-zip.py "$out/app" "$out/function.zip"
    mv "$out"/app/* "$out/"
    rmdir "$out/app"
    size=$(wc -c < "$out/function.zip")
    [[ $size -le $largest_zip ]] || die "$out/function.zip has $size bytes, at most $largest_zip are allowed"
    echo "eng/lambda.sh: $out/function.zip, $size bytes"
}

# native PROJECT KIND ARCHITECTURE PROGRAM: publishes it, and looks that Amazon Linux can run it.
native() {
    local project=$1 folder=$2 kind=$3 program=$4 triplet options=() needed
    triplet=x86_64-linux-gnu
    [[ $kind != arm64 ]] || triplet=aarch64-linux-gnu
    if [[ $kind != "$host" ]]; then
        # clang compiles for any target; the other machine's C library and linker are Debian's.
        command -v "$triplet-gcc" > /dev/null && command -v ld.lld > /dev/null && [[ -e /usr/$triplet/include/stdio.h ]] ||
            die "to build $kind on $host: apt-get install lld gcc-${triplet/_/-} libc6-dev-$([[ $kind == arm64 ]] && echo arm64 || echo amd64)-cross"
        options=(-p:LinkerFlavor=lld "-p:ObjCopyName=$triplet-objcopy")
    fi
    publish "$project" "$folder" -r "linux-$kind" ${options[@]+"${options[@]}"}
    [[ -x artifacts/lambda/$folder/app/$program ]] || die "no $program in artifacts/lambda/$folder/app"
    needed=$(readelf --wide --version-info "artifacts/lambda/$folder/app/$program" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -Vu | tail -n 1)
    [[ $(printf '%s\n%s\n' "$needed" "$newest_glibc" | sort -V | tail -n 1) == "$newest_glibc" ]] ||
        die "$program needs glibc $needed, Amazon Linux 2023 has $newest_glibc: build it on a system with an older C library, such as Debian 12"
    echo "eng/lambda.sh: $program for $kind needs glibc $needed at least"
}

# The adapter, a layer, starts with the function and hands it requests; the bootstrap only starts the server.
api() {
    local kind=$1 out=artifacts/lambda/api-$1
    native src/Muster "api-$kind" "$kind" muster
    printf '#!/bin/sh\nexec "${LAMBDA_TASK_ROOT:-$(dirname "$0")}/muster" api\n' > "$out/app/bootstrap"
    chmod 755 "$out/app/bootstrap"
    mkdir -p "artifacts/lambda/$kind"
    /usr/bin/python3 eng/lambda-zip.py "$out/app" "artifacts/lambda/$kind/api.zip"
    echo "eng/lambda.sh: artifacts/lambda/$kind/api.zip, $(wc -c < "artifacts/lambda/$kind/api.zip") bytes"
}

jit() {
    publish src/Muster.Lambda jit -p:PublishAot=false -p:UseAppHost=false --no-self-contained
    # Lambda's own way to start a program on its .NET runtime: the file that is called as the handler is.
    install -m 755 src/Muster.Lambda/jit/bootstrap artifacts/lambda/jit/app/bootstrap
    install -m 755 src/Muster.Lambda/jit/bootstrap artifacts/lambda/jit/app/update-status
    pack jit
}

[[ $# -gt 0 ]] || set -- x64 jit
for kind in "$@"; do
    case $kind in
        x64 | arm64)
            native src/Muster.Lambda "$kind" "$kind" bootstrap
            pack "$kind"
            ;;
        api-x64 | api-arm64) api "${kind#api-}" ;;
        jit) jit ;;
        *) die "there is no kind '$kind'; there are x64, arm64, jit, api-x64 and api-arm64" ;;
    esac
done
