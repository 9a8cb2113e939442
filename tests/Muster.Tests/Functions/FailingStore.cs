using System.Reflection;
using Muster.Fleet.Store;

namespace Muster.Tests.Functions;

/// <summary>A store over another, in which each call is first looked at, and may fail.</summary>
public class FailingStore : DispatchProxy
{
    private IFleetStore _inner = null!;
    private Action<string, object?> _look = null!;

    /// <summary>Makes one.</summary>
    /// <param name="inner">The store.</param>
    /// <param name="look">Looks at a call: its name and its first argument.</param>
    internal static IFleetStore Over(IFleetStore inner, Action<string, object?> look)
    {
        var store = Create<IFleetStore, FailingStore>();
        ((FailingStore)store)._inner = inner;
        ((FailingStore)store)._look = look;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _look(targetMethod!.Name, args?[0]);
        return targetMethod.Invoke(_inner, args);
    }
}
