#!/usr/bin/env python3
"""A robot for Muster, with paho-mqtt 1.6 or 2. Try: python3 robot.py booth-1"""
import argparse, json, os, queue, time
from datetime import datetime, timezone
import paho.mqtt.client as mqtt

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("name")
parser.add_argument("--site", default="munich")
parser.add_argument("--capabilities", default="coffee,milk", help="with commas between")
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--port", type=int, default=1883)
parser.add_argument("--seconds", type=float, default=10, help="how long an order takes")
options = parser.parse_args()
name, file = options.name, f"{options.name}.journal.json"

class Robot:
    status, battery = "ONLINE", 100.0
    order, attempt, progress = None, 0, 0  # what it works on
    next_report = float("inf")
    journal = json.load(open(file)) if os.path.exists(file) else {}  # order -> the last word on it

    def report(self):
        publish(f"robots/{name}/status", name=name, status=self.status, site=options.site, battery=round(self.battery, 1),
                capabilities=options.capabilities.split(","), order=self.order)

    def tell(self, order, **said):
        print(order, said, flush=True)
        publish(f"robots/{name}/orders/{order}", **said)

    def obey(self, command):
        expires, order = command.get("expiresAt"), command.get("order")
        if expires and datetime.fromisoformat(expires.replace("Z", "+00:00")) < datetime.now(timezone.utc):
            print("too late:", command["id"], flush=True)  # nobody expects it any more
        elif order:
            {"EXECUTE_ORDER": self.execute, "CANCEL_ORDER": self.cancel}[command["command"]](order["id"], order["attempt"])
        else:
            self.status = {"CHARGE": "CHARGING", "PAUSE": "PAUSED", "RESUME": "ONLINE"}[command["command"]]
            self.report()

    def execute(self, order, attempt):
        past = self.past(order, attempt)
        if order == self.order:  # sent again, or given to it once more: say how it stands
            self.attempt = max(attempt, self.attempt)
            self.tell(order, state="IN_PROGRESS", progress=self.progress, attempt=self.attempt)
        elif past:  # done before: never twice
            self.tell(order, **past)
        elif self.order or self.status not in ("ONLINE", "CHARGING"):
            why = f"busy with {self.order}" if self.order else f"it is {self.status}"
            self.tell(order, state="REJECTED", reason=why, attempt=attempt)
        else:
            self.remember(order, state="FAILED", reason="the robot was restarted in the middle of it", attempt=attempt)
            self.status, self.order, self.attempt, self.progress = "ONLINE", order, attempt, 0
            self.tell(order, state="ACCEPTED", attempt=attempt)
            self.report()

    def cancel(self, order, attempt):
        if order != self.order:
            self.tell(order, **(self.past(order, attempt) or {"state": "CANCELED", "attempt": attempt}))
        elif self.attempt <= attempt:  # not an earlier attempt's, come late
            self.end("CANCELED")

    def work(self):  # a tenth of an order; paused in the middle, it keeps its order and goes on after RESUME
        if self.order and self.status == "ONLINE":
            self.progress, self.battery = self.progress + 10, max(0, self.battery - 0.2)
            if self.progress < 100:
                self.tell(self.order, state="IN_PROGRESS", progress=self.progress, attempt=self.attempt)
            else:
                self.end("COMPLETED")
        elif self.status == "CHARGING":
            self.battery = min(100, self.battery + 2)
            self.status = "ONLINE" if self.battery == 100 else "CHARGING"

    def end(self, state):
        order, self.order = self.order, None
        self.remember(order, state=state, attempt=self.attempt)  # first on disk, then said
        self.tell(order, **self.journal[order])
        self.report()

    def past(self, order, attempt):
        past = self.journal.get(order)
        return {**past, "attempt": attempt} if past and (past["state"] == "COMPLETED" or past["attempt"] >= attempt) else None

    def remember(self, order, **said):
        self.journal[order] = said
        with open(file + ".new", "w") as new:
            json.dump(self.journal, new)  # a robot for years lets go of the oldest
            new.flush()
            os.fsync(new.fileno())
        os.replace(file + ".new", file)  # whole or not at all

def publish(topic, **payload):
    client.publish(topic, json.dumps(payload), qos=1)  # paho sends it again until it is acknowledged, over reconnects too

def on_connect(client, *_):
    client.subscribe([(f"robots/{name}/commands", 1), (f"robots/{name}/rejected", 1)])  # after each connect anew

def on_subscribe(*_):
    robot.next_report = 0  # now that it hears what it is told

def on_message(client, userdata, message):
    inbox.put(json.loads(message.payload))

robot, inbox = Robot(), queue.Queue()  # paho's thread fills it, the loop below empties it: the robot does one thing at a time
version = [mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []  # paho 2, or 1
client = mqtt.Client(*version, client_id=name)  # the client id is the robot's name
client.on_connect, client.on_subscribe, client.on_message = on_connect, on_subscribe, on_message
client.will_set(f"robots/{name}/status", json.dumps({"name": name, "status": "OFFLINE"}), qos=1)
client.reconnect_delay_set(1, 5)
client.connect_async(options.host, options.port, keepalive=10)  # tries again until the fleet is there
client.loop_start()
while True:
    if client.is_connected() and time.monotonic() >= robot.next_report:
        robot.report()
        robot.next_report = time.monotonic() + 5
    try:
        said = inbox.get(timeout=options.seconds / 10)
        robot.obey(said) if "command" in said else print("refused:", said["reason"], flush=True)
    except queue.Empty:
        robot.work()
