using System.Text;

namespace Muster.Bench.Rules.Fuzz;

/// <summary>The rules engine did what it must not.</summary>
/// <param name="problem">What.</param>
/// <param name="sql">The statement.</param>
/// <param name="payload">The payload.</param>
/// <param name="cause">What it threw.</param>
internal sealed class FuzzException(string problem, string sql, byte[] payload, Exception? cause = null)
    : Exception($"{problem}\n  statement: {sql}\n  payload:   {Encoding.UTF8.GetString(payload)}\n  (base64:   {Convert.ToBase64String(payload)})", cause);
