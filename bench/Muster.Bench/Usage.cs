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
