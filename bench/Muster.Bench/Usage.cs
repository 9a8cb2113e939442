namespace Muster.Bench;

internal static class Usage
{
    private const string Text = """
        Muster.Bench: what Muster costs and how fast it is, measured from outside.

          load         --port P --connections N --seconds S [--warmup 1] [--in-flight 1]
                       status reports at QoS 1 against any MQTT 3.1.1 broker
          compare      [--connections 100,1000] [--seconds 5] [--rounds 5] [--in-flight 1]
                       [--muster PATH] [--data FOLDER] [--json FILE]
                       Muster beside Mosquitto, in turns
          connections  [--connections 10000] [--every 10] [--seconds 30] [--muster PATH] [--data FOLDER]
                       memory of Muster with many robots connected
          start        [--runs 10] [--muster PATH] [--data FOLDER]
                       time until ready, and memory when idle
          orders latency        [--rate 200] [--robots 1000] [--sites 25] [--seconds 30] [--warmup 3] [--muster PATH] [--data FOLDER]
                       from an order placed by HTTP to the command at the robot
          orders throughput     [--robots 1000] [--sites 100] [--placers 64] [--seconds 20] [--warmup 3] [--muster PATH] [--data FOLDER]
                       orders a second through their whole life
          orders dispatch       [--robots 10,1000,100000] [--at-site 50] [--rounds 500] [--scans 25] [--data FOLDER]
                       cost of one dispatch by size of fleet, beside a table scan
          orders beside-status  [--connections 100] [--seconds 10] [--rounds 3] [--rate 200] [--robots 250] [--sites 10] [--muster PATH] [--data FOLDER]
                       status reports a second without and with orders
          orders all            [--muster PATH] [--data FOLDER] [--json bench/results/orders.json]
                       the four of them
          functions    [--runs 7] [--warm 500] [--packages artifacts/lambda] [--floor artifacts/floor]
                       [--database artifacts/dynamodb-local] [--json bench/results/functions.json]
                       update-status on Lambda's Runtime API and DynamoDB Local: native, JIT, boto3, and the floor
          host         [--runs 5] [--warm 5000] [--bytes 100] [--compiler cc] [--json FILE]
                       round trip of the local Lambda host, with an echo in C
          rules        [--rounds 15] [--milliseconds 100] [--rules 10000] [--json bench/results/rules.json]
                       what a message costs a rule, and among many rules, and what a rule costs to compile
          fuzz-rules   [--inputs 10000000] [--seed 1] [--from 0] [--threads PROCESSORS] [--limit 10]
                       statements, payloads and contexts by the million against the rules; --only INDEX repeats one
          measure      [--memory 128,256,512,1024] [--runs 44] [--cold 3] [--packages artifacts/lambda] [--samples samples/functions]
                       [--database artifacts/dynamodb-local] [--json bench/results/measure.json] [--html FILE]
                       the status function in several languages, each with Lambda's share of processor and memory
          measure share  [--memory 128,256,512,1024] [--runs 8] [--rounds 3000000]
                       what that share does to a function that only reckons
          micro        [BenchmarkDotNet arguments]
                       micro-benchmarks of the parts

        --data is where temporary data folders are made: choose the disk to measure.
        """;

    internal static int Print()
    {
        Console.Error.WriteLine(Text);
        return 2;
    }
}
