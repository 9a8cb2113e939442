namespace Muster.Tests.Infra;

/// <summary>Tests of the stack share its templates.</summary>
[CollectionDefinition(Name)]
public sealed class StackCollection : ICollectionFixture<StackFixture>
{
    public const string Name = "stack";
}
