namespace Muster.Bench.Fuzz.Generation;

/// <summary>What statements and payloads have in common, so that they meet: names of members by the kind that they mostly hold, texts, numbers.</summary>
internal static class Words
{
    internal static readonly string[] NumberFields = ["n", "battery", "x", "y", "temp", "v"];
    internal static readonly string[] TextFields = ["name", "status", "text", "at", "s"];
    internal static readonly string[] BooleanFields = ["flag", "on"];
    internal static readonly string[] ArrayFields = ["items", "e", "list", "capabilities"];
    internal static readonly string[] ObjectFields = ["position", "o", "state", "a"];
    internal static readonly string[] OddFields = ["", "a b", "ä", "SELECT", "value", "a.b", "A", "__proto__", "\uD83E\uDD16", "\"", "'", "$x", "0"];

    internal static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "7", "10", "100", "-1", "-0", "0.0", "1.5", "2.50", "-3.75", "0.1", "1e3", "1E-3", "1e+2", "9007199254740993",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "2147483647", "-2147483648", "2147483648",
        "1e308", "1e309", "1e-400", "1e999", "9.99e999", "1e-999", "0.30000000000000004", "3.141592653589793",
        "9999999999999999999999999999999999", "99999999999999999999999999999999999", "12345678901234567890123456789012345678901234567890", "0.00000000000000000000000000000000001",
    ];

    /// <summary>Numbers in JSON that are none in IoT SQL.</summary>
    internal static readonly string[] HugeNumbers = ["1e1000", "1e2147483648", "-1e99999999999", "1e-99999999999"];

    internal static readonly string[] OddNumbers = ["01", "1.", ".5", "1e", "0x1F", "1_000", "+1", "NaN", "Infinity", "-Infinity", "--1", "1.2.3", "1f"];

    internal static readonly string[] Texts =
    [
        "", "a", "ONLINE", "CHARGING", "r1", "true", "false", "TRUE", "null", "12", "-1.5", " 7 ", "1e3", "0x10", "NaN", "Infinity", "hello world", "A,B,,C", "  padded\t",
        "äöü ß", "\uD83E\uDD16 robot", "e\u0301", "\u0000", "\uFFFD", "\u202Eabc", "İI\u0131i", "{\"a\":1}", "[1,2,3]", "{", "\"", "it's", "\\", "$1", "${a}", "%s", "2026-01-31T12:00:00Z",
        "2026-02-30", "1769860800000", "aGVsbG8=", "not base64!", "////", "AAECAwQ=", "robots/r1/status", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "a@b.example", "\r\n",
    ];

    internal static readonly string[] Patterns =
    [
        "a", "^a.*z$", "[A-Z]+", "(\\d+)", "(a+)+$", "(a|a)*b", "(a|aa)+$", "^(\\w+\\s?)*$", "(.*)*x", "(x+x+)+y", "a{2,5}", "a{1000}", "(a{1,100}){1,100}", "\\bword\\b", "(?i)online", "(?<n>a)\\k<n>",
        "(a)(b)?\\2", "a++b", "(?>a+)b", "(?=a)a", "(?<=a)b", "(?!a)", "[\\p{L}&&[^a-c]]", "\\p{javaLowerCase}", "\\Q.*\\E", "\\x{1F916}", "\\u00e4", "\\0101", "\\h+", "\\R",
        "", "|", "^$", "\\A\\z", "(?x) a # b", "(?:a(?:b(?:c)))", "((((((((((a))))))))))\\10", ".", "(.)", "\\s+", "[^,]*",
    ];

    internal static readonly string[] OddPatterns =
        ["\\p{IsGreek}", "\\X", "\\G", "[[:alpha:]]", "[a-z", "(", ")", "*", "a**", "\\", "[z-a]", "(?<1>a)", "(?", "a{99999999999}", "a{5,2}", "[^]", "[]a]", "\\p{Foo}", "(?<n>a)(?<n>b)", "\\k<x>", "(?i", "[a-\\d]", "a{,5}", "\\c", "\\u12"];

    internal static readonly string[] TimePatterns =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd", "yyyy/MM/dd HH:mm:ss.SSS", "EEE, d MMM yyyy HH:mm:ss Z", "hh:mm a", "e", "D", "ww xxxx", "yyyyyyyyyyyyyyyyyyyy", "SSSSSSSSSSSSSSSSSS", "G C Y", "ZZZ", "ZZ", "zzzz", "k:K",
        "uuuu-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd HH:mm:ss VV", "MMMM d, uuuu", "''", "", "M MM MMM MMMM MMMMM", "EEEE",
    ];

    internal static readonly string[] OddTimePatterns = ["'open", "qqq", "yyyy-MM-dd\\'T\\'HH", "[yyyy]", "yyyy#", "{", "AAAA", "\uD800"];

    internal static readonly string[] TimeZones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "+01:00", "-0330", "EST", "Z"];

    internal static readonly string[] OddTimeZones = ["+99:99", "Mars/Olympus", "", "GMT+25", "../etc/passwd", "utc", "\0", "Europe", "+1", "UTC+01:00:30"];

    internal static readonly string[] Levels = ["robots", "r1", "status", "orders", "sites", "munich", "a", "b", "", "$aws", "rules", "x y", "ä", "1", "-"];

    internal static readonly string[] Keywords =
        ["SELECT", "FROM", "WHERE", "AS", "AND", "OR", "NOT", "IN", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "END", "VALUE", "true", "false", "null", "undefined", "SET", "cast", "Int", "IS"];

    internal static readonly string[] Symbols =
        ["(", ")", "[", "]", "{", "}", ",", ".", ":", ";", "*", "+", "-", "/", "%", "=", "<>", "<", "<=", ">", ">=", "!=", "==", "||", "&&", "'", "\"", "`", "@x", "${", "}", "--", "/*", "*/", "#", "?", "\\"];

    /// <summary>Characters that readers of text stumble over: NUL, controls, spaces that are none, a mark of byte order, lone surrogates, marks that join.</summary>
    internal static readonly char[] OddCharacters =
        ['\0', '\u0001', '\u001F', '\u007F', '\u0085', '\u00A0', '\u0301', '\u200B', '\u2028', '\uFEFF', '\uFFFD', '\uFFFF', '\uD800', '\uDC00', '\uDBFF', '\'', '"', '\\', '\n', '\r', '\t', '{', '(', '[', '.', '-'];

    /// <summary>A name of a member that mostly holds what is wanted.</summary>
    internal static string Field(Dice dice, Want want) => dice.Pick(want switch
    {
        Want.Number => NumberFields,
        Want.Text => TextFields,
        Want.Boolean => BooleanFields,
        Want.Array => ArrayFields,
        Want.Object => ObjectFields,
        _ => dice.Pick(NumberFields, TextFields, BooleanFields, ArrayFields, ObjectFields),
    });
}
