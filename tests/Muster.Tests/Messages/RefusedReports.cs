using Muster.Fleet.Messages;

namespace Muster.Tests.Messages;

/// <summary>Good reports of r1 with one thing broken: the payload, the refusal's code and field, and a part of its reason.</summary>
internal static class RefusedReports
{
    private static readonly string X65 = new('x', 65);

    public static TheoryData<string, RefusalCode, string, string> OfFields { get; } = new()
    {
        // status
        { """{"name":"r1"}""", RefusalCode.MissingField, "status", "is missing" },
        { """{"name":"r1","status":null}""", RefusalCode.WrongType, "status", "is null" },
        { """{"name":"r1","status":1}""", RefusalCode.WrongType, "status", "the number 1" },
        { """{"name":"r1","status":true}""", RefusalCode.WrongType, "status", "is true" },
        { """{"name":"r1","status":["ONLINE"]}""", RefusalCode.WrongType, "status", "an array" },
        { """{"name":"r1","status":"online"}""", RefusalCode.InvalidValue, "status", "allowed are ONLINE, CHARGING, PAUSED, FAULT or OFFLINE" },
        { """{"name":"r1","status":"ONLINE "}""", RefusalCode.InvalidValue, "status", "\"ONLINE \"" },
        { """{"name":"r1","status":"BUSY"}""", RefusalCode.InvalidValue, "status", "\"BUSY\"" },
        { """{"name":"r1","status":""}""", RefusalCode.InvalidValue, "status", "\"\"" },
        { """{"name":"r1","status":"WORKING"}""", RefusalCode.InvalidValue, "status", "an ONLINE robot that holds an order, and never reported" },
        { """{"name":"r1","status":"ONLINE","status":"BUSY"}""", RefusalCode.InvalidValue, "status", "\"BUSY\"" },

        // name
        { """{"name":"r2","status":"ONLINE"}""", RefusalCode.NameMismatch, "name", "\"r2\" but the topic is r1's" },
        { """{"name":"R1","status":"ONLINE"}""", RefusalCode.NameMismatch, "name", "must be the same" },
        { """{"name":"","status":"ONLINE"}""", RefusalCode.NameMismatch, "name", "must be the same" },
        { """{"name":null,"status":"ONLINE"}""", RefusalCode.WrongType, "name", "is null; it must be a string" },
        { """{"name":1,"status":"ONLINE"}""", RefusalCode.WrongType, "name", "the number 1" },
        { """{"name":"r1","status":"ONLINE","name":"r2"}""", RefusalCode.NameMismatch, "name", "\"r2\"" },

        // at
        { Payloads.With(""" "at":1769860800 """), RefusalCode.WrongType, "at", "the number 1769860800" },
        { Payloads.With(""" "at":{} """), RefusalCode.WrongType, "at", "an object" },
        { Payloads.With(""" "at":"noon" """), RefusalCode.InvalidValue, "at", "\"noon\"" },

        // battery
        { Payloads.With(""" "battery":-1 """), RefusalCode.InvalidValue, "battery", "the number -1; it must be a number from 0 to 100" },
        { Payloads.With(""" "battery":-0.001 """), RefusalCode.InvalidValue, "battery", "-0.001" },
        { Payloads.With(""" "battery":100.1 """), RefusalCode.InvalidValue, "battery", "100.1" },
        { Payloads.With(""" "battery":1e999 """), RefusalCode.InvalidValue, "battery", "1e999" },
        { Payloads.With(""" "battery":-1e999 """), RefusalCode.InvalidValue, "battery", "-1e999" },
        { Payloads.With(""" "battery":"80" """), RefusalCode.WrongType, "battery", "the string \"80\"" },
        { Payloads.With(""" "battery":false """), RefusalCode.WrongType, "battery", "is false" },
        { Payloads.With(""" "battery":[80] """), RefusalCode.WrongType, "battery", "an array" },

        // site and order
        { Payloads.With(""" "site":"" """), RefusalCode.InvalidValue, "site", "has 0 characters; allowed are 1 to 64" },
        { Payloads.With($""" "site":"{X65}" """), RefusalCode.InvalidValue, "site", "has 65 characters" },
        { Payloads.With(""" "site":7 """), RefusalCode.WrongType, "site", "the number 7" },
        { Payloads.With(""" "order":"" """), RefusalCode.InvalidValue, "order", "has 0 characters" },
        { Payloads.With($""" "order":"{X65}" """), RefusalCode.InvalidValue, "order", "has 65 characters" },
        { Payloads.With(""" "order":{} """), RefusalCode.WrongType, "order", "an object" },

        // capabilities
        { Payloads.With(""" "capabilities":"grill" """), RefusalCode.WrongType, "capabilities", "the string \"grill\"; it must be an array of strings" },
        { Payloads.With(""" "capabilities":{} """), RefusalCode.WrongType, "capabilities", "an object" },
        { Payloads.With(""" "capabilities":["grill",7] """), RefusalCode.WrongType, "capabilities[1]", "the number 7" },
        { Payloads.With(""" "capabilities":[null] """), RefusalCode.WrongType, "capabilities[0]", "null" },
        { Payloads.With(""" "capabilities":[["grill"]] """), RefusalCode.WrongType, "capabilities[0]", "an array" },
        { Payloads.With(""" "capabilities":["grill",""] """), RefusalCode.InvalidValue, "capabilities[1]", "has 0 characters" },
        { Payloads.With($""" "capabilities":["{X65}"] """), RefusalCode.InvalidValue, "capabilities[0]", "has 65 characters" },
        { Payloads.With($""" "capabilities":[{string.Join(',', Enumerable.Repeat("\"c\"", 65))}] """), RefusalCode.InvalidValue, "capabilities", "more than 64 entries" },

        // position
        { Payloads.With(""" "position":[1,2] """), RefusalCode.WrongType, "position", "an array; it must be an object" },
        { Payloads.With(""" "position":{} """), RefusalCode.MissingField, "position.x", "is missing" },
        { Payloads.With(""" "position":{"y":2} """), RefusalCode.MissingField, "position.x", "is missing" },
        { Payloads.With(""" "position":{"x":1} """), RefusalCode.MissingField, "position.y", "is missing" },
        { Payloads.With(""" "position":{"x":null,"y":2} """), RefusalCode.MissingField, "position.x", "is missing" },
        { Payloads.With(""" "position":{"x":"1","y":2} """), RefusalCode.WrongType, "position.x", "it must be a number (metres)" },
        { Payloads.With(""" "position":{"x":1,"y":[2]} """), RefusalCode.WrongType, "position.y", "an array" },
        { Payloads.With(""" "position":{"x":1,"y":1e999} """), RefusalCode.InvalidValue, "position.y", "1e999; it must be a finite number" },
        { Payloads.With(""" "position":{"x":1,"y":2,"theta":"north"} """), RefusalCode.WrongType, "position.theta", "(radians)" },
        { Payloads.With(""" "position":{"x":1,"y":2,"map":3} """), RefusalCode.WrongType, "position.map", "the number 3" },
        { Payloads.With(""" "position":{"x":1,"y":2,"map":""} """), RefusalCode.InvalidValue, "position.map", "has 0 characters" },

        // fault
        { Payloads.With(""" "fault":"E42" """), RefusalCode.WrongType, "fault", "an object with \"code\" and \"message\"" },
        { Payloads.With(""" "fault":{} """), RefusalCode.MissingField, "fault.code", "is missing" },
        { Payloads.With(""" "fault":{"message":"stuck"} """), RefusalCode.MissingField, "fault.code", "is missing" },
        { Payloads.With(""" "fault":{"code":null} """), RefusalCode.MissingField, "fault.code", "is missing" },
        { Payloads.With(""" "fault":{"code":42} """), RefusalCode.WrongType, "fault.code", "the number 42" },
        { Payloads.With(""" "fault":{"code":""} """), RefusalCode.InvalidValue, "fault.code", "has 0 characters" },
        { Payloads.With(""" "fault":{"code":"E","message":1} """), RefusalCode.WrongType, "fault.message", "the number 1" },
        { Payloads.With($$""" "fault":{"code":"E","message":"{{new string('x', 1025)}}"} """), RefusalCode.InvalidValue, "fault.message", "allowed are 1 to 1024" },
    };

    public static TheoryData<string> NotOneJsonObject { get; } = new()
    {
        "",
        " ",
        "null",
        "true",
        "42",
        "\"ONLINE\"",
        "[]",
        """[{"name":"r1","status":"ONLINE"}]""",
        "ONLINE",
        "{",
        """{"name":"r1","status":"ONLINE" """,
        """{"name":"r1","status":"ONLINE",}""",
        """{"name":"r1" "status":"ONLINE"}""",
        """{'name':'r1','status':'ONLINE'}""",
        """{name:"r1","status":"ONLINE"}""",
        """{"name":"r1","status":"ONLINE"} // on""",
        """{"name":"r1","status":"ONLINE"} rubbish""",
        """{"name":"r1","status":"ONLINE"}}""",
        """{"name":"r1","status":"ONLINE"}{"name":"r1","status":"ONLINE"}""",
        """{"name":"r1","status":"ONLINE"} null""",
        "{\"name\":\"r1\",\"status\":\"ONLINE\"}\0",
        """{"name":"r1","status":"ONLINE","battery":080}""",
        """{"name":"r1","status":"ONLINE","battery":NaN}""",
        """{"name":"r1","status":"ONLINE","battery":+80}""",
        """{"name":"r1","status":"ONLINE","site":"a\x"}""",
        "{\"name\":\"r1\",\"status\":\"ONLINE\",\"site\":\"a\nb\"}",
    };
}
