using System.Collections.Concurrent;
using Muster.Fleet.Robots;

namespace Muster.Aws.Store;

/// <summary>What this process last saw of robots. A hint for the first guess, and nothing rests on it.</summary>
internal sealed class RobotHints
{
    private const int MaxRobots = 10_000;
    private readonly ConcurrentDictionary<string, Robot> _robots = new(StringComparer.Ordinal);

    public Robot? Find(string name) => _robots.GetValueOrDefault(name);

    public void Note(Robot robot)
    {
        if (_robots.Count >= MaxRobots && !_robots.ContainsKey(robot.Name))
        {
            _robots.Clear();
        }

        _robots[robot.Name] = robot;
    }
}
