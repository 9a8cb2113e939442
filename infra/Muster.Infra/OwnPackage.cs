using System.Buffers.Binary;
using System.IO.Compression;
using Amazon.CDK.AWS.Lambda;
using Muster.Fleet.Configuration;
using Muster.Infra.Settings;

namespace Muster.Infra;

/// <summary>The package of a function of the configuration, as far as the stack must know it.</summary>
internal static class OwnPackage
{
    private const string Bootstrap = "bootstrap";

    /// <summary>Its code.</summary>
    /// <param name="function">The function.</param>
    /// <param name="folder">The folder that packages are relative to.</param>
    /// <param name="architecture">What it is to run on.</param>
    /// <exception cref="SettingsException">It can't run on Lambda.</exception>
    public static Code Find(UserFunction function, string folder, string architecture)
    {
        var path = Path.GetFullPath(Path.Combine(folder, function.Package));
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw Refuse(function, $"there is no package {path}");
        }

        if (RuntimeOf(function, path).Kind == FunctionRuntimeKind.Provided)
        {
            CheckBootstrap(function, path, architecture);
        }

        return Code.FromAsset(path);
    }

    /// <summary>Its runtime: that of the configuration, or Lambda's own for packages with a bootstrap.</summary>
    /// <exception cref="SettingsException">It is not clear.</exception>
    public static FunctionRuntime RuntimeOf(UserFunction function, string path) =>
        function.Runtime
        ?? (ReadHead(path) is not null ? FunctionRuntime.Provided : throw Refuse(function, "the stack does not guess: say its \"runtime\", such as python3.13, and its \"handler\""));

    /// <summary>What keeps a function from being made.</summary>
    public static SettingsException Refuse(UserFunction function, string reason) => new($"the function {function.Name} of the configuration can't be made: {reason}");

    private static void CheckBootstrap(UserFunction function, string path, string architecture)
    {
        var head = ReadHead(path) ?? throw Refuse(function, $"{path} has no {Bootstrap} at its top level, which its runtime starts");

        // ELF: the machine is a number at byte 18 (https://man7.org/linux/man-pages/man5/elf.5.html). A script runs anywhere.
        if (head.Length >= 20 && head.AsSpan().StartsWith("\u007fELF"u8))
        {
            var machine = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18));
            if (machine != (architecture == FunctionSettings.Arm64 ? 0xB7 : 0x3E))
            {
                throw Refuse(function, $"{Bootstrap} in {path} is not built for {architecture}; build it for that, or say another \"architecture\"");
            }
        }
    }

    /// <summary>The first bytes of the bootstrap; none when there is none.</summary>
    private static byte[]? ReadHead(string path)
    {
        var head = new byte[20];
        if (Directory.Exists(path))
        {
            var file = Path.Combine(path, Bootstrap);
            if (!File.Exists(file))
            {
                return null;
            }

            using var input = File.OpenRead(file);
            return head[..input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.GetEntry(Bootstrap) is not { } entry)
            {
                return null;
            }

            using var input = entry.Open();
            return head[..input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{path} is no zip that can be read: {e.Message}");
        }
    }
}
