namespace Muster.Commands;

/// <summary>An item of a list that is watched.</summary>
/// <param name="Key">Its name or id.</param>
/// <param name="Text">Its line, which begins with the key and has nothing of others that could steer a terminal.</param>
internal readonly record struct WatchedItem(string Key, string Text);
