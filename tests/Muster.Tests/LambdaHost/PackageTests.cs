using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Muster.Local.Functions;
using Muster.Local.Functions.User;
using Muster.Tests.Processes;

namespace Muster.Tests.LambdaHost;

public sealed class PackageTests : IDisposable
{
    private const int Executable = 0x81ED;
    private const int Plain = 0x81A4;
    private const int Link = 0xA1FF;
    private const string Script = "#!/bin/sh\nexit 0\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Zip_is_unpacked_once_with_its_permissions()
    {
        var zip = Zip(("bootstrap", Script, Executable), ("data/menu.json", "{}", Plain));

        var package = Open(zip);
        File.Delete(Path.Combine(package.Folder, "data", "menu.json"));
        var again = Open(zip);

        Assert.Equal(package.Folder, again.Folder);
        Assert.False(File.Exists(Path.Combine(again.Folder, "data", "menu.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(package.Bootstrap) & (UnixFileMode)0x1C0);
        Assert.Single(Directory.GetDirectories(_folder.File("cache")));
    }

    [Fact]
    public void Zip_with_other_content_is_another_package() =>
        Assert.NotEqual(Open(Zip(("bootstrap", Script, Executable))).Folder, Open(Zip(("bootstrap", Script + "#", Executable))).Folder);

    [Fact]
    public void Zip_without_the_executable_bit_is_refused_as_lambda_would_fail() =>
        Refused(Zip(("bootstrap", Script, Plain)), "is not executable, and would not be on Lambda: run chmod +x bootstrap");

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/evil")]
    [InlineData("..\\evil")]
    public void Zip_that_would_write_outside_of_its_folder_is_refused(string name)
    {
        Refused(Zip(("bootstrap", Script, Executable), (name, "x", Plain)), "would be unpacked outside of its folder");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("cache")));
    }

    [Fact]
    public void Zip_with_a_link_is_refused() => Refused(Zip(("bootstrap", Script, Executable), ("lib", "/etc", Link)), "is a symbolic link");

    [Fact]
    public void File_that_is_no_zip_is_refused() => Refused(_folder.Write("no.zip", "hello"), "is no zip that can be read");

    [Fact]
    public void Package_that_is_not_there_is_refused() => Refused(_folder.File("nothing"), "there is no package");

    [Fact]
    public void Path_that_can_not_be_looked_at_is_refused() => Refused("a\0b", "can't be read");

    [Fact]
    public void Links_to_folders_are_not_followed()
    {
        TestPackage.MakeExecutable(_folder.Write("bootstrap", Script));
        var before = PackageWatch.Look(_folder.Path);
        Directory.CreateSymbolicLink(_folder.File("loop"), _folder.Path);

        Assert.NotNull(before);
        Assert.Equal(before, PackageWatch.Look(_folder.Path));
        File.Delete(_folder.File("bootstrap"));
        Assert.Null(FunctionPackage.FindBelow(_folder.Path, "bootstrap"));
    }

    [Fact]
    public void Folder_without_a_bootstrap_is_refused_and_one_further_down_is_pointed_out()
    {
        Directory.CreateDirectory(_folder.File("publish"));
        _folder.Write("publish/bootstrap", Script);

        Refused(_folder.Path, "has no bootstrap at its top level (there is one at publish/bootstrap)");
    }

    [Fact]
    public void Bootstrap_that_is_not_executable_is_refused()
    {
        _folder.Write("bootstrap", Script);

        Refused(_folder.Path, "is not executable: run chmod +x");
    }

    [Fact]
    public void Bootstrap_for_another_architecture_is_refused_by_its_name()
    {
        var isArm = RuntimeInformation.OSArchitecture == Architecture.Arm64;
        if (File.Exists($"/proc/sys/fs/binfmt_misc/qemu-{(isArm ? "x86_64" : "aarch64")}"))
        {
            Assert.Skip("this machine emulates the other architecture");
        }

        byte[] elf = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, isArm ? (byte)0x3E : (byte)0xB7, 0];
        File.WriteAllBytes(_folder.File("bootstrap"), elf);
        TestPackage.MakeExecutable(_folder.File("bootstrap"));

        Refused(_folder.Path, isArm ? "it is built for x64, this machine is arm64 (exec format error)" : "it is built for arm64, this machine is x64 (exec format error)");
    }

    [Fact]
    public void Bootstrap_that_is_no_program_is_refused()
    {
        TestPackage.MakeExecutable(_folder.Write("bootstrap", "hello"));

        Refused(_folder.Path, "neither a Linux program (ELF) nor a script that begins with #!");
    }

    [Fact]
    public void One_package_may_serve_all_functions_and_one_of_its_own_goes_before_it()
    {
        TestPackage.MakeExecutable(_folder.Write("bootstrap", Script));
        Directory.CreateDirectory(_folder.File("sweep"));
        TestPackage.MakeExecutable(_folder.Write("sweep/bootstrap", Script));

        Assert.Equal(_folder.Path, FunctionPackages.Open(_folder.Path, "presence").Folder);
        Assert.Equal(_folder.File("sweep"), FunctionPackages.Open(_folder.Path, "sweep").Folder);
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private FunctionPackage Open(string path) => FunctionPackage.Open(path, _folder.File("cache"));

    private void Refused(string path, string because) =>
        Assert.Contains(because, Assert.Throws<FunctionPackageException>(() => Open(path)).Message, StringComparison.Ordinal);

    private string Zip(params (string Name, string Text, int Mode)[] entries)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text, mode) in entries)
        {
            var entry = archive.CreateEntry(name);
            entry.ExternalAttributes = mode << 16;
            using var output = entry.Open();
            output.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }
}
