namespace Muster.Infra.Settings;

/// <summary>A setting that can't be: which, what is wrong with it, and what would be right, in one line.</summary>
internal sealed class SettingsException(string message) : Exception(message);
