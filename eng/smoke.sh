#!/usr/bin/env bash
# The main job, end to end, with clients that Muster's authors did not write: a robot reports its status by MQTT,
# and everybody who asks is told. Then a stop and a start on the same data.
#
#   eng/smoke.sh                      the program as built: dotnet build -c Release
#   eng/smoke.sh artifacts/aot/muster the native program
set -euo pipefail

if [[ $# -gt 0 ]]; then
    muster=("$(realpath -- "$1")")
    [[ -x ${muster[0]} ]] || { echo "eng/smoke.sh: $1 is no program" >&2; exit 2; }
    cd "$(dirname "${BASH_SOURCE[0]}")/.."
else
    cd "$(dirname "${BASH_SOURCE[0]}")/.."
    muster=(dotnet run --project src/Muster -c Release --no-build --no-launch-profile --)
fi

for tool in mosquitto_pub mosquitto_sub curl; do
    command -v "$tool" > /dev/null || { echo "eng/smoke.sh: $tool is missing: run eng/setup.sh" >&2; exit 2; }
done

export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1

work=$(mktemp -d)
data=$work/data
groups=() # One process group for each thing started: `dotnet run` is a process with a child.
mqtt='' http='' pid='' job=''

clean_up() {
    local group
    for group in ${groups[@]+"${groups[@]}"}; do
        kill -KILL -- "-$group" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    echo "smoke: FAILED: $*" >&2
    if [[ -s $work/muster.log ]]; then
        echo "smoke: the end of muster's output:" >&2
        tail -n 40 "$work/muster.log" | sed 's/^/    /' >&2
    fi
    exit 1
}

ok() {
    echo "smoke: ok: $*"
}

# in_background OUTPUT COMMAND...: starts the command in a process group of its own; its process id is in $started.
in_background() {
    local output=$1
    shift
    set -m
    "$@" >> "$output" 2>&1 < /dev/null &
    started=$!
    set +m
    groups+=("$started")
}

# within SECONDS COMMAND...: tries the command until it succeeds.
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [[ $SECONDS -lt $end ]] || return 1
        sleep 0.1
    done
}

running() {
    kill -0 "$1" 2> /dev/null
}

ended() {
    ! running "$1"
}

# run_file FIELD: a number in the file that tells where muster is.
run_file() {
    sed -n "s/.*\"$1\"[[:space:]]*:[[:space:]]*\([0-9][0-9]*\).*/\1/p" "$data/muster.run.json" 2> /dev/null
}

# True too when muster is gone, so that nobody waits for it in vain.
is_ready_or_gone() {
    running "$job" || return 0
    http=$(run_file httpPort) mqtt=$(run_file mqttPort) pid=$(run_file pid)
    [[ -n $http && -n $mqtt && -n $pid ]] && curl -fs --max-time 5 -o "$work/readyz" "http://127.0.0.1:$http/readyz"
}

start() {
    rm -f "$data/muster.run.json"
    in_background "$work/muster.log" "${muster[@]}" up --mqtt-port 0 --http-port 0 --data "$data"
    job=$started
    within 60 is_ready_or_gone || fail "$1: not ready (muster.run.json, GET /readyz) after 60 s"
    running "$job" || fail "$1: muster up ended before it was ready"
    ok "$1: muster up is ready: MQTT on $mqtt, HTTP on $http"
}

stop() {
    local code=0
    # To muster itself: what started it only passes on how it ended.
    kill -TERM "$pid" || fail "$1: no process $pid, which muster.run.json names"
    within 10 ended "$job" || fail "$1: still running 10 s after SIGTERM"
    wait "$job" || code=$?
    [[ $code -eq 0 ]] || fail "$1: exit code $code after SIGTERM, not 0"
    groups=()
    ok "$1: exit code 0 after SIGTERM"
}

publish() {
    timeout 20 mosquitto_pub -h 127.0.0.1 -p "$mqtt" -q 1 -t "$1" -m "$2" || fail "mosquitto_pub to $1: exit code $?"
}

# json_shows_robot WHERE JSON: FakeRobot is ONLINE in it, however it is laid out.
json_shows_robot() {
    local compact
    compact=$(tr -d ' \t\r\n' <<< "$2")
    grep -Eq '"name":"FakeRobot"[^{}]*"status":"ONLINE"|"status":"ONLINE"[^{}]*"name":"FakeRobot"' <<< "$compact" ||
        fail "$1 does not show FakeRobot ONLINE: $2"
    ok "$1 shows FakeRobot ONLINE"
}

ask_api() {
    curl -fsS --max-time 10 "http://127.0.0.1:$http/api/robots" || fail "GET /api/robots: curl's exit code $?"
}

start "first start"

# The publisher ends when its message is acknowledged, and that is after the commit: no waiting from here on.
publish robots/FakeRobot/status '{"name": "FakeRobot", "status": "ONLINE"}'
ok "mosquitto_pub: the report is acknowledged"

robots=$(ask_api)
[[ $robots =~ \"items\"[[:space:]]*:[[:space:]]*\[ ]] || fail "GET /api/robots has no items: $robots"
json_shows_robot "GET /api/robots" "$robots"

table=$(timeout 30 "${muster[@]}" robots --url "http://127.0.0.1:$http") || fail "muster robots: exit code $?"
grep -Eq 'FakeRobot.*ONLINE' <<< "$table" || fail "muster robots does not show FakeRobot ONLINE: $table"
ok "muster robots shows FakeRobot ONLINE"

robots=$(timeout 30 "${muster[@]}" robots --json --url "http://127.0.0.1:$http") || fail "muster robots --json: exit code $?"
json_shows_robot "muster robots --json" "$robots"

event=$(mosquitto_sub -h 127.0.0.1 -p "$mqtt" -q 1 -t 'fleet/robots/+' -C 1 -W 5 -F '%r %t %p') ||
    fail "mosquitto_sub to fleet/robots/+: no event in 5 s (exit code $?)"
[[ $event == "1 fleet/robots/FakeRobot "* ]] || fail "the event is not a retained one on fleet/robots/FakeRobot: $event"
json_shows_robot "the retained event" "${event#1 fleet/robots/FakeRobot }"

# -d tells when the subscription stands; the message follows on a line of its own.
in_background "$work/rejected" stdbuf -oL mosquitto_sub -d -h 127.0.0.1 -p "$mqtt" -q 1 -t robots/FakeRobot/rejected -C 1 -W 15
listener=$started
within 10 grep -qs '^Subscribed' "$work/rejected" || fail "mosquitto_sub to robots/FakeRobot/rejected: not subscribed after 10 s"
publish robots/FakeRobot/status '{"name":"Other","status":"ONLINE"}'
within 5 ended "$listener" || fail "nothing on robots/FakeRobot/rejected 5 s after a message with another robot's name"
wait "$listener" || fail "mosquitto_sub to robots/FakeRobot/rejected: exit code $?"
grep -Eq '^\{.*"reason"[[:space:]]*:[[:space:]]*"[^"]' "$work/rejected" ||
    fail "no reason on robots/FakeRobot/rejected: $(< "$work/rejected")"
robots=$(ask_api)
[[ $robots != *'"Other"'* ]] || fail "the refused message left its mark: $robots"
ok "the refused message is reported: $(grep '^{' "$work/rejected")"

# An order: the robot is told, reports, and the customer sees it done.
in_background "$work/commands" stdbuf -oL mosquitto_sub -d -h 127.0.0.1 -p "$mqtt" -q 1 -t robots/FakeRobot/commands -C 1 -W 15
listener=$started
within 10 grep -qs '^Subscribed' "$work/commands" || fail "mosquitto_sub to robots/FakeRobot/commands: not subscribed after 10 s"
publish robots/FakeRobot/status '{"name": "FakeRobot", "status": "ONLINE", "site": "munich"}'
placed=$(timeout 30 "${muster[@]}" order place latte --site munich --param milk=oat --json --url "http://127.0.0.1:$http") || fail "muster order place: exit code $?"
order=$(sed -n 's/.*"id" *: *"\([0-9a-f-]*\)".*/\1/p' <<< "$placed" | head -n 1)
[[ -n $order ]] || fail "muster order place printed no id: $placed"
within 5 ended "$listener" || fail "no command on robots/FakeRobot/commands 5 s after the order"
grep -q "\"EXECUTE_ORDER\".*\"$order\".*\"oat\"" "$work/commands" || fail "the command is not the order: $(< "$work/commands")"
ok "the robot is told to carry the order out"
publish "robots/FakeRobot/orders/$order" '{"state": "ACCEPTED"}'
publish "robots/FakeRobot/orders/$order" '{"state": "IN_PROGRESS", "progress": 50}'
publish "robots/FakeRobot/orders/$order" '{"state": "COMPLETED"}'
shows_completed() {
    local answer
    answer=$(curl -fsS --max-time 10 "http://127.0.0.1:$http/api/orders/$order") || fail "GET /api/orders/$order: curl's exit code $?"
    grep -q '"state" *: *"COMPLETED"' <<< "$answer" || fail "$1: the order is not COMPLETED: $answer"
    ok "$1: the order is COMPLETED"
}
shows_completed "once the robot's report is acknowledged"

stop "first stop"
start "second start"
robots=$(ask_api)
json_shows_robot "GET /api/robots after the restart" "$robots"
shows_completed "after the restart"
stop "second stop"

echo "smoke: all well"
