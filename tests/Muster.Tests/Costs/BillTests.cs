using Muster.Fleet.Costs.Bills;
using Muster.Fleet.Costs.Loads;

namespace Muster.Tests.Costs;

/// <summary>Three fleets, each line reckoned by hand: what is written here comes from a pocket calculator, not from the code under test.</summary>
public sealed class BillTests
{
    /// <summary>A booth: one robot that reports each minute, ten orders an hour, somebody who looks now and then.</summary>
    [Fact]
    public void A_booth_of_one_robot()
    {
        var load = Load(robots: 1, reports: 43_800, changes: 120, reconnects: 30, orders: 7_300, apiRequests: 1_000);
        Check(
            load,
            [
                // 43,800 × $0.20/M + 54.75 GB-s × $0.0000133334 = $0.009490
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "update-status", 0.009490m, 0.000000m),
                // 21,900 × $0.20/M + 164.25 GB-s × $0.0000133334 = $0.006570
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "track-order", 0.006570m, 0.000000m),
                // 60 × $0.20/M + 0.225 GB-s × $0.0000133334 = $0.000015
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "presence", 0.000015m, 0.000000m),
                // 43,800 × $0.20/M + 1,095 GB-s × $0.0000133334 = $0.023360
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "sweep", 0.023360m, 0.000000m),
                // 43,800 × $0.20/M + 219 GB-s × $0.0000133334 = $0.011680
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "notify", 0.011680m, 0.000000m),
                // 8,300 × $0.20/M + 83 GB-s × $0.0000133334 = $0.002767
                // free tier: 0 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000000
                ("Lambda", "api", 0.002767m, 0.000000m),
                // 1 × 43,800 min = 43,800 × $0.08/M = $0.003504
                ("IoT Core", "connections", 0.003504m, 0.003504m),
                // 43,800 × $1.00/M = $0.043800
                ("IoT Core", "messages: reports", 0.043800m, 0.043800m),
                // (4,380 + 120 + 2 × 7,300 + 2 × 30) × 2 + 5 × 7,300 × 1 = 74,820 × $1.00/M = $0.074820
                ("IoT Core", "messages: announcements", 0.074820m, 0.074820m),
                // 7,300 × (3 reports + 3 for a command) = 43,800 × $1.00/M = $0.043800
                ("IoT Core", "messages: orders", 0.043800m, 0.043800m),
                // 30 × 2 × $1.00/M = $0.000060
                ("IoT Core", "messages: connecting", 0.000060m, 0.000060m),
                // 43,800 + 3 × 7,300 + 2 × 30 = 65,760 × $0.15/M = $0.009864
                ("IoT Core", "rules triggered", 0.009864m, 0.009864m),
                // 65,760 × $0.15/M = $0.009864
                ("IoT Core", "actions", 0.009864m, 0.009864m),
                // 43,800 + 34 × 120 + 176 × 7,300 + 71 × 30 + 3 × 21,900 = 1,400,510 × $0.625/M = $0.875319
                ("DynamoDB", "writes", 0.875319m, 0.875319m),
                // 2.5 × 120 + 13.5 × 7,300 + 6.5 × 30 + 21,900 + 43,800 × (4.5 + 2) + 1,000 = 406,645 × $0.125/M = $0.050831
                ("DynamoDB", "reads", 0.050831m, 0.050831m),
                // (1 × 2 KB + 7,300 × 720/730 × 8 KB + (120 + 2 × 30) × 720/730 × 2 KB) / 1,048,576 × $0.25 = $0.013818
                // free tier: (1 × 2 KB + 7,300 × 720/730 × 8 KB + (120 + 2 × 30) × 720/730 × 2 KB) / 1,048,576 × $0.25 − 0.0553 free = $0.000000
                ("DynamoDB", "storage", 0.013818m, 0.000000m),
                // (1,000 + 7,300) × $1.00/M = $0.008300
                ("API Gateway", "HTTP API", 0.008300m, 0.008300m),
                // (161,660 × 500 + 8,300 × 250) / 1,073,741,824 = 0.0772 × $0.50 = $0.038606
                // free tier: (161,660 × 500 + 8,300 × 250) / 1,073,741,824 = 0.0772 × $0.50 − 0.0772 free = $0.000000
                ("CloudWatch", "logs taken in", 0.038606m, 0.000000m),
                // 0.0772 × $0.03 = $0.002316
                ("CloudWatch", "logs kept", 0.002316m, 0.002316m),
                // 44 × $0.10 = $4.400000
                // free tier: 44 × $0.10 − 10 free = $3.400000
                ("CloudWatch", "alarms", 4.400000m, 3.400000m),
                // 1 × $3.00 = $3.000000
                ("CloudWatch", "dashboard", 3.000000m, 3.000000m),
                // 1 × $0.40 = $0.400000
                ("Secrets Manager", "webhook secret", 0.400000m, 0.400000m),
                // nothing = $0.000000
                ("SQS", "failure queues", 0.000000m, 0.000000m),
                // (1,000 + 7,300) × 2,048 / 1,073,741,824 × $0.09 = $0.001425
                // free tier: (1,000 + 7,300) × 2,048 / 1,073,741,824 × $0.09 − 0.0158 free = $0.000000
                ("Data out", "answers of the API", 0.001425m, 0.000000m),
            ],
            total: 9.030208m,

            // Less the reports, $0.043800, and three reports for each order, $0.021900.
            basicIngest: 8.964508m,
            freeTier: 7.922478m,
            both: 7.856778m);
    }

    /// <summary>20 robots, 100 reports a minute (the load of AWS's article), 6,000 orders.</summary>
    [Fact]
    public void Twenty_robots_with_the_load_of_AWS_s_article()
    {
        var load = Load(robots: 20, reports: 4_380_000, changes: 2_400, reconnects: 600, orders: 6_000, apiRequests: 100_000);
        Check(
            load,
            [
                // 4,380,000 × $0.20/M + 5,475 GB-s × $0.0000133334 = $0.949000
                // free tier: 3,380,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.676000
                ("Lambda", "update-status", 0.949000m, 0.676000m),
                // 18,000 × $0.20/M + 135 GB-s × $0.0000133334 = $0.005400
                // free tier: 18,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.003600
                ("Lambda", "track-order", 0.005400m, 0.003600m),
                // 1,200 × $0.20/M + 4.5 GB-s × $0.0000133334 = $0.000300
                // free tier: 1,200 × $0.20/M + 0 GB-s × $0.0000133334 = $0.000240
                ("Lambda", "presence", 0.000300m, 0.000240m),
                // 43,800 × $0.20/M + 1,095 GB-s × $0.0000133334 = $0.023360
                // free tier: 43,800 × $0.20/M + 0 GB-s × $0.0000133334 = $0.008760
                ("Lambda", "sweep", 0.023360m, 0.008760m),
                // 43,800 × $0.20/M + 219 GB-s × $0.0000133334 = $0.011680
                // free tier: 43,800 × $0.20/M + 0 GB-s × $0.0000133334 = $0.008760
                ("Lambda", "notify", 0.011680m, 0.008760m),
                // 106,000 × $0.20/M + 1,060 GB-s × $0.0000133334 = $0.035333
                // free tier: 106,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.021200
                ("Lambda", "api", 0.035333m, 0.021200m),
                // 20 × 43,800 min = 876,000 × $0.08/M = $0.070080
                ("IoT Core", "connections", 0.070080m, 0.070080m),
                // 4,380,000 × $1.00/M = $4.380000
                ("IoT Core", "messages: reports", 4.380000m, 4.380000m),
                // (438,000 + 2,400 + 2 × 6,000 + 2 × 600) × 2 + 5 × 6,000 × 1 = 937,200 × $1.00/M = $0.937200
                ("IoT Core", "messages: announcements", 0.937200m, 0.937200m),
                // 6,000 × (3 reports + 3 for a command) = 36,000 × $1.00/M = $0.036000
                ("IoT Core", "messages: orders", 0.036000m, 0.036000m),
                // 600 × 2 × $1.00/M = $0.001200
                ("IoT Core", "messages: connecting", 0.001200m, 0.001200m),
                // 4,380,000 + 3 × 6,000 + 2 × 600 = 4,399,200 × $0.15/M = $0.659880
                ("IoT Core", "rules triggered", 0.659880m, 0.659880m),
                // 4,399,200 × $0.15/M = $0.659880
                ("IoT Core", "actions", 0.659880m, 0.659880m),
                // 4,380,000 + 34 × 2,400 + 176 × 6,000 + 71 × 600 + 3 × 438,000 = 6,874,200 × $0.625/M = $4.296375
                ("DynamoDB", "writes", 4.296375m, 4.296375m),
                // 2.5 × 2,400 + 13.5 × 6,000 + 6.5 × 600 + 438,000 + 43,800 × (4.5 + 2) + 100,000 = 913,600 × $0.125/M = $0.114200
                ("DynamoDB", "reads", 0.114200m, 0.114200m),
                // (20 × 2 KB + 6,000 × 720/730 × 8 KB + (2,400 + 2 × 600) × 720/730 × 2 KB) / 1,048,576 × $0.25 = $0.012990
                // free tier: (20 × 2 KB + 6,000 × 720/730 × 8 KB + (2,400 + 2 × 600) × 720/730 × 2 KB) / 1,048,576 × $0.25 − 0.052 free = $0.000000
                ("DynamoDB", "storage", 0.012990m, 0.000000m),
                // (100,000 + 6,000) × $1.00/M = $0.106000
                ("API Gateway", "HTTP API", 0.106000m, 0.106000m),
                // (4,592,800 × 500 + 106,000 × 250) / 1,073,741,824 = 2.1634 × $0.50 = $1.081685
                // free tier: (4,592,800 × 500 + 106,000 × 250) / 1,073,741,824 = 2.1634 × $0.50 − 2.1634 free = $0.000000
                ("CloudWatch", "logs taken in", 1.081685m, 0.000000m),
                // 2.1634 × $0.03 = $0.064901
                ("CloudWatch", "logs kept", 0.064901m, 0.064901m),
                // 44 × $0.10 = $4.400000
                // free tier: 44 × $0.10 − 10 free = $3.400000
                ("CloudWatch", "alarms", 4.400000m, 3.400000m),
                // 1 × $3.00 = $3.000000
                ("CloudWatch", "dashboard", 3.000000m, 3.000000m),
                // 1 × $0.40 = $0.400000
                ("Secrets Manager", "webhook secret", 0.400000m, 0.400000m),
                // nothing = $0.000000
                ("SQS", "failure queues", 0.000000m, 0.000000m),
                // (100,000 + 6,000) × 2,048 / 1,073,741,824 × $0.09 = $0.018196
                // free tier: (100,000 + 6,000) × 2,048 / 1,073,741,824 × $0.09 − 0.2022 free = $0.000000
                ("Data out", "answers of the API", 0.018196m, 0.000000m),
            ],
            total: 21.263661m,

            // Less the reports, $4.380000, and three reports for each order, $0.018000.
            basicIngest: 16.865661m,
            freeTier: 18.844276m,
            both: 14.446276m);
    }

    /// <summary>1,000 robots, each reports every 10 s: 1,000 × 262,800; a million orders.</summary>
    [Fact]
    public void A_thousand_robots_that_report_each_10_s()
    {
        var load = Load(robots: 1000, reports: 262_800_000, changes: 120_000, reconnects: 30_000, orders: 1_000_000, apiRequests: 500_000);
        Check(
            load,
            [
                // 262,800,000 × $0.20/M + 328,500 GB-s × $0.0000133334 = $56.940022
                // free tier: 261,800,000 × $0.20/M + 0 GB-s × $0.0000133334 = $52.360000
                ("Lambda", "update-status", 56.940022m, 52.360000m),
                // 3,000,000 × $0.20/M + 22,500 GB-s × $0.0000133334 = $0.900002
                // free tier: 3,000,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.600000
                ("Lambda", "track-order", 0.900002m, 0.600000m),
                // 60,000 × $0.20/M + 225 GB-s × $0.0000133334 = $0.015000
                // free tier: 60,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.012000
                ("Lambda", "presence", 0.015000m, 0.012000m),
                // 43,800 × $0.20/M + 1,095 GB-s × $0.0000133334 = $0.023360
                // free tier: 43,800 × $0.20/M + 0 GB-s × $0.0000133334 = $0.008760
                ("Lambda", "sweep", 0.023360m, 0.008760m),
                // 43,800 × $0.20/M + 219 GB-s × $0.0000133334 = $0.011680
                // free tier: 43,800 × $0.20/M + 0 GB-s × $0.0000133334 = $0.008760
                ("Lambda", "notify", 0.011680m, 0.008760m),
                // 1,500,000 × $0.20/M + 15,000 GB-s × $0.0000133334 = $0.500001
                // free tier: 1,500,000 × $0.20/M + 0 GB-s × $0.0000133334 = $0.300000
                ("Lambda", "api", 0.500001m, 0.300000m),
                // 1,000 × 43,800 min = 43,800,000 × $0.08/M = $3.504000
                ("IoT Core", "connections", 3.504000m, 3.504000m),
                // 262,800,000 × $1.00/M = $262.800000
                ("IoT Core", "messages: reports", 262.800000m, 262.800000m),
                // (26,280,000 + 120,000 + 2 × 1,000,000 + 2 × 30,000) × 2 + 5 × 1,000,000 × 1 = 61,920,000 × $1.00/M = $61.920000
                ("IoT Core", "messages: announcements", 61.920000m, 61.920000m),
                // 1,000,000 × (3 reports + 3 for a command) = 6,000,000 × $1.00/M = $6.000000
                ("IoT Core", "messages: orders", 6.000000m, 6.000000m),
                // 30,000 × 2 × $1.00/M = $0.060000
                ("IoT Core", "messages: connecting", 0.060000m, 0.060000m),
                // 262,800,000 + 3 × 1,000,000 + 2 × 30,000 = 265,860,000 × $0.15/M = $39.879000
                ("IoT Core", "rules triggered", 39.879000m, 39.879000m),
                // 265,860,000 × $0.15/M = $39.879000
                ("IoT Core", "actions", 39.879000m, 39.879000m),
                // 262,800,000 + 34 × 120,000 + 176 × 1,000,000 + 71 × 30,000 + 3 × 21,900,000 = 510,710,000 × $0.625/M = $319.193750
                ("DynamoDB", "writes", 319.193750m, 319.193750m),
                // 2.5 × 120,000 + 13.5 × 1,000,000 + 6.5 × 30,000 + 21,900,000 + 43,800 × (4.5 + 2) + 500,000 = 36,679,700 × $0.125/M = $4.584963
                ("DynamoDB", "reads", 4.584963m, 4.584963m),
                // (1,000 × 2 KB + 1,000,000 × 720/730 × 8 KB + (120,000 + 2 × 30,000) × 720/730 × 2 KB) / 1,048,576 × $0.25 = $1.966352
                // free tier: (1,000 × 2 KB + 1,000,000 × 720/730 × 8 KB + (120,000 + 2 × 30,000) × 720/730 × 2 KB) / 1,048,576 × $0.25 − 7.8654 free = $0.000000
                ("DynamoDB", "storage", 1.966352m, 0.000000m),
                // (500,000 + 1,000,000) × $1.00/M = $1.500000
                ("API Gateway", "HTTP API", 1.500000m, 1.500000m),
                // (267,447,600 × 500 + 1,500,000 × 250) / 1,073,741,824 = 124.8892 × $0.50 = $62.444620
                // free tier: (267,447,600 × 500 + 1,500,000 × 250) / 1,073,741,824 = 124.8892 × $0.50 − 5 free = $59.944620
                ("CloudWatch", "logs taken in", 62.444620m, 59.944620m),
                // 124.8892 × $0.03 = $3.746677
                ("CloudWatch", "logs kept", 3.746677m, 3.746677m),
                // 44 × $0.10 = $4.400000
                // free tier: 44 × $0.10 − 10 free = $3.400000
                ("CloudWatch", "alarms", 4.400000m, 3.400000m),
                // 1 × $3.00 = $3.000000
                ("CloudWatch", "dashboard", 3.000000m, 3.000000m),
                // 1 × $0.40 = $0.400000
                ("Secrets Manager", "webhook secret", 0.400000m, 0.400000m),
                // nothing = $0.000000
                ("SQS", "failure queues", 0.000000m, 0.000000m),
                // (500,000 + 1,000,000) × 2,048 / 1,073,741,824 × $0.09 = $0.257492
                // free tier: (500,000 + 1,000,000) × 2,048 / 1,073,741,824 × $0.09 − 2.861 free = $0.000000
                ("Data out", "answers of the API", 0.257492m, 0.000000m),
            ],
            total: 873.925918m,

            // Less the reports, $262.800000, and three reports for each order, $3.000000.
            basicIngest: 608.125918m,
            freeTier: 863.101530m,
            both: 597.301530m);
    }
    [Fact]
    public void Rules_of_one_s_own_are_triggered_by_each_message_on_their_topics()
    {
        var load = Load(robots: 10, reports: 1_000_000, changes: 0, reconnects: 0, orders: 10_000, apiRequests: 0) with
        {
            Rules = [new RuleLoad("all", "robots/+/status", 2), new RuleLoad("one", "robots/r7/#", 1), new RuleLoad("told", "fleet/#", 1), new RuleLoad("others", "sites/+/status", 1)],
        };
        var bill = Bill.Of(CloudUse.Of(load), TestPrices.Region, TestPrices.List.Free);

        // Built in: 1,000,000 reports + 3 × 10,000 on orders. All: 1,000,000. One robot of ten: (1,000,000 + 30,000 + 10,000 commands) / 10.
        // Told: 100,000 + 2 × 10,000 of robots, 5 × 10,000 of orders. Others: nothing. Together 2,304,000 × $0.15/M.
        Assert.Equal(0.3456m, Cost(bill, "rules triggered"));

        // Twice for "all": 3,304,000 × $0.15/M; 44 + 4 metrics × $0.10.
        Assert.Equal((0.4956m, 4.80m), (Cost(bill, "actions"), Cost(bill, "alarms")));

        // By Basic Ingest the reports pass them by: 1,030,000 + 0 + 10,000 / 10 + 170,000 = 1,201,000.
        Assert.Equal(0.18015m, Cost(Bill.Of(CloudUse.Of(load with { BasicIngest = true }), TestPrices.Region, TestPrices.List.Free), "rules triggered"));
    }

    [Theory]
    [InlineData("#", 1_020_000)]
    [InlineData("+/+/status", 1_002_000)] // A robot may be called "status".
    [InlineData("robots/#", 1_000_000)]
    [InlineData("robots/+", 0)]
    [InlineData("robots/+/status/+", 0)]
    [InlineData("$aws/events/presence/+/+", 20_000)]
    [InlineData("$aws/events/presence/disconnected/r7", 2_000)]
    public void Rule_s_filter_says_what_triggers_it(string filter, int times)
    {
        var load = Load(robots: 10, reports: 1_000_000, changes: 0, reconnects: 10_000, orders: 0, apiRequests: 0) with { Announced = 0 };

        // Reconnects are announced, too: 2 × 10,000.
        Assert.Equal(times, new RuleLoad("r", filter, 1).Triggered(load));
    }

    [Fact]
    public void Report_over_5_KB_counts_as_two_messages_and_two_rules()
    {
        var load = Load(robots: 1, reports: 1_000_000, changes: 0, reconnects: 0, orders: 0, apiRequests: 0);
        var small = Bill.Of(CloudUse.Of(load with { ReportBytes = 5120 }), TestPrices.Region, TestPrices.List.Free);
        var large = Bill.Of(CloudUse.Of(load with { ReportBytes = 5121 }), TestPrices.Region, TestPrices.List.Free);

        Assert.Equal((1.00m, 0.15m, 0.15m), (Cost(small, "messages: reports"), Cost(small, "rules triggered"), Cost(small, "actions")));
        Assert.Equal((2.00m, 0.30m, 0.30m), (Cost(large, "messages: reports"), Cost(large, "rules triggered"), Cost(large, "actions")));
    }

    [Fact]
    public void Each_subscriber_is_sent_each_announcement_and_acknowledges_it()
    {
        var load = Load(robots: 1, reports: 1_000_000, changes: 0, reconnects: 0, orders: 10_000, apiRequests: 0) with { Subscribers = 3 };
        var bill = Bill.Of(CloudUse.Of(load), TestPrices.Region, TestPrices.List.Free);

        // Robots: (100,000 + 2 × 10,000) × (published + retained + 3 × 2) = 960,000; orders: 5 × 10,000 × (published + 3 × 2) = 350,000.
        Assert.Equal(1.31m, Cost(bill, "messages: announcements"));
    }

    [Fact]
    public void Longer_heartbeat_moves_due_times_less_often()
    {
        var load = Load(robots: 10, reports: 0, changes: 0, reconnects: 0, orders: 0, apiRequests: 0);

        // 90 s: every other sweep; 5 minutes: each fifth. 10 × 43,800 / 2 × 3 × $0.625/M; the same / 5.
        Assert.Equal(0.410625m, Cost(Bill.Of(CloudUse.Of(load), TestPrices.Region, TestPrices.List.Free), "writes"));
        Assert.Equal(0.16425m, Cost(Bill.Of(CloudUse.Of(load with { Heartbeat = TimeSpan.FromMinutes(5) }), TestPrices.Region, TestPrices.List.Free), "writes"));
    }

    [Fact]
    public void X64_costs_more_for_the_memory()
    {
        var load = Load(robots: 20, reports: 4_380_000, changes: 0, reconnects: 0, orders: 0, apiRequests: 0) with { IsArm64 = false };

        // 0.876 + 5,475 GB-s × $0.0000166667.
        Assert.Equal(0.876m + 0.0912501825m, Cost(Bill.Of(CloudUse.Of(load), TestPrices.Region, TestPrices.List.Free), "update-status"));
    }

    [Fact]
    public void Server_is_hours_disk_and_address()
    {
        var estimate = Estimate.Of(Load(1, 0, 0, 0, 0, 0), TestPrices.Region, TestPrices.List.Free);

        // 730 × $0.0168 + 20 × $0.08 + 730 × $0.005.
        Assert.Equal(12.264m + 1.60m + 3.65m, estimate.Server.Total);
    }

    [Fact]
    public void Cloud_and_server_break_even_where_one_more_report_costs_more_than_the_server()
    {
        var load = Load(robots: 20, reports: 4_380_000, changes: 2_400, reconnects: 600, orders: 6_000, apiRequests: 100_000);
        var estimate = Estimate.Of(load, TestPrices.Region, TestPrices.List.Free);
        var reports = Assert.NotNull(estimate.Break);

        Assert.True(Total(reports) <= estimate.Server.Total);
        Assert.True(Total(reports + 1) > estimate.Server.Total);
        Assert.True(estimate.BreakWithFreeTier > estimate.Break);

        decimal Total(decimal count) => Estimate.Of(load with { Reports = count }, TestPrices.Region, TestPrices.List.Free).Bill.Total;
    }

    [Fact]
    public void Nothing_breaks_even_where_the_cloud_is_dearer_without_a_report()
    {
        var load = Load(robots: 1, reports: 0, changes: 0, reconnects: 0, orders: 1_000_000, apiRequests: 0);

        Assert.Null(Estimate.Of(load, TestPrices.Region, TestPrices.List.Free).Break);
    }

    [Fact]
    public void What_has_no_price_is_named_and_not_guessed()
    {
        var prices = TestPrices.Region with { Prices = TestPrices.Region.Prices.Where(p => p.Key.Name is not ("iot.rules" or "sqs.requests")).ToDictionary() };
        var bill = Bill.Of(CloudUse.Of(Load(1, 1_000_000, 0, 0, 0, 0)), prices, TestPrices.List.Free);

        // Nothing of SQS is used, so that nothing is missing there.
        Assert.Equal(["iot.rules"], bill.Missing.Select(k => k.Name));
        Assert.True(bill.Lines.Single(l => l.Name == "rules triggered").IsIncomplete);
        Assert.Equal("1,000,000 × no price of iot.rules", Formula.Of(bill.Lines.Single(l => l.Name == "rules triggered").Parts[0]));
    }

    [Fact]
    public void Formula_has_the_numbers_put_in()
    {
        var bill = Bill.Of(CloudUse.Of(Load(20, 4_380_000, 0, 0, 0, 0)), TestPrices.Region, TestPrices.List.Free);

        Assert.Equal("4,380,000 × $1.00/M = $4.38", Formula.Of(bill.Lines.Single(l => l.Name == "messages: reports").Parts[0]));
        Assert.Equal(
            ["4,380,000 × $0.20/M = $0.88; free tier: (4,380,000 − 1,000,000) × $0.20/M = $0.68", "5,475 × $0.0000133334/GB-s = $0.07; free tier: (5,475 − 5,475) × $0.0000133334/GB-s = $0.00"],
            bill.Lines.Single(l => l.Name == "update-status").Parts.Select(Formula.Of));
    }

    private static FleetLoad Load(decimal robots, decimal reports, decimal changes, decimal reconnects, decimal orders, decimal apiRequests) =>
        new() { Robots = robots, Reports = reports, Changes = changes, Reconnects = reconnects, Orders = orders, ApiRequests = apiRequests };

    private static decimal Cost(Bill bill, string line) => bill.Lines.Single(l => l.Name == line).Cost;

    private static void Check(
        FleetLoad load, (string Service, string Name, decimal Cost, decimal Free)[] lines, decimal total, decimal basicIngest, decimal freeTier, decimal both)
    {
        var estimate = Estimate.Of(load, TestPrices.Region, TestPrices.List.Free);

        Assert.Equal(lines, estimate.Bill.Lines.Select(l => (l.Service, l.Name, Millionth(l.Cost), Millionth(l.CostWithFreeTier))));
        Assert.Equal(
            (total, basicIngest, freeTier, both),
            (Millionth(estimate.Standard.Total), Millionth(estimate.BasicIngest.Total), Millionth(estimate.Standard.TotalWithFreeTier), Millionth(estimate.BasicIngest.TotalWithFreeTier)));
        Assert.Equal(basicIngest, Millionth(Estimate.Of(load with { BasicIngest = true }, TestPrices.Region, TestPrices.List.Free).Bill.Total));
    }

    private static decimal Millionth(decimal dollars) => decimal.Round(dollars, 6, MidpointRounding.AwayFromZero);
}
