namespace Muster.Tests.RealClients;

/// <summary>A robot in Python on paho-mqtt 1.6 or 2: takes JSON lines of what to publish, and writes JSON lines of what happens.</summary>
internal static class PahoScript
{
    public const string Text =
        """
        import json, sys
        import paho.mqtt.client as mqtt
        from paho.mqtt.packettypes import PacketTypes
        from paho.mqtt.properties import Properties
        from paho.mqtt.reasoncodes import ReasonCodes

        port, version, transport, name = sys.argv[1:5]


        def say(**what):
            print(json.dumps(what), flush=True)


        class Client(mqtt.Client):
            def _handle_pubackcomp(self, cmd):
                # paho 1.6 reads the reason of a PUBACK but gives it to nobody: read it with paho's own code, and tell.
                body = bytes(self._in_packet["packet"])
                code, reason = 0, None
                if self._protocol == mqtt.MQTTv5 and len(body) > 2:
                    codes = ReasonCodes(PacketTypes.PUBACK)
                    codes.unpack(body[2:])
                    code = codes.value
                    if len(body) > 3:
                        properties = Properties(PacketTypes.PUBACK)
                        properties.unpack(body[3:])
                        reason = getattr(properties, "ReasonString", None)
                result = super()._handle_pubackcomp(cmd)
                say(event="acknowledged", mid=body[0] << 8 | body[1], code=code, reason=reason)
                return result


        def connected(client, userdata, flags, code, properties=None):
            say(event="connected", code=int(getattr(code, "value", code)))
            client.subscribe(f"robots/{name}/rejected", qos=1)


        first = [mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []
        client = Client(*first, client_id=name, transport=transport, protocol=mqtt.MQTTv5 if version == "5" else mqtt.MQTTv311)
        if transport == "websockets":
            client.ws_set_options(path="/mqtt")
        client.will_set(f"robots/{name}/status", json.dumps({"name": name, "status": "OFFLINE"}), qos=1)
        client.on_connect = connected
        client.on_subscribe = lambda *_: say(event="subscribed")
        client.on_disconnect = lambda *_: say(event="disconnected")
        client.on_message = lambda c, u, m: say(event="message", topic=m.topic, payload=m.payload.decode())
        client.reconnect_delay_set(min_delay=1, max_delay=1)
        client.connect("127.0.0.1", int(port))
        client.loop_start()
        for line in sys.stdin:
            what = json.loads(line)
            say(event="published", mid=client.publish(what["topic"], what["payload"], qos=1).mid)
        client.disconnect()
        client.loop_stop()
        """;
}
