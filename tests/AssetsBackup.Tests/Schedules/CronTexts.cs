namespace AssetsBackup.Tests.Schedules;

/// <summary>Cron texts as people mistype them and as they mean them.</summary>
internal static class CronTexts
{
    private static readonly (int Low, int High)[] Bounds =
    [
        (0, 59),
        (0, 23),
        (1, 31),
        (1, 12),
        (0, 7),
    ];
    private static readonly string[] Months = ["JAN", "feb", "Mar", "DEC", "JUL"];
    private static readonly string[] Days = ["SUN", "mon", "Wed", "SAT"];
    private static readonly string[] Strange =
    [
        "L",
        "W",
        "15W",
        "5#3",
        "?",
        "H",
        "@daily",
        "-",
        "/",
        ",",
        "*/",
        "1-",
        "-1",
        "1,,2",
        "**",
        "*-5",
        "1-2-3",
        "1/2/3",
        "99",
        "100",
        "JANUARY",
        "FOO",
        "0x1",
        "1.5",
        "*/0",
        "7-1",
    ];

    public static string Any(Random random)
    {
        var fields = Enumerable.Range(0, 5).Select(number => Field(random, number)).ToList();
        switch (random.Next(40))
        {
            case 0:
                fields.RemoveAt(random.Next(5));
                break;
            case 1:
                fields.Add("*");
                break;
            case < 8:
                fields[random.Next(5)] = Strange[random.Next(Strange.Length)];
                break;
            case < 11:
                (fields[2], fields[3], fields[4]) = ("30,31", "2", "*");
                break;
        }
        return string.Join(random.Next(10) == 0 ? "  " : " ", fields);
    }

    private static string Field(Random random, int number)
    {
        // Of minute and hour mostly one value, so that not all texts are refused for being too frequent.
        if (number < 2 && random.Next(5) > 0)
            return Value(random, number);
        if (number >= 2 && random.Next(2) == 0)
            return "*";
        return string.Join(
            ',',
            Enumerable.Range(0, random.Next(1, 4)).Select(_ => Term(random, number))
        );
    }

    private static string Term(Random random, int number)
    {
        var range = random.Next(4) switch
        {
            0 => "*",
            1 when random.Next(3) == 0 => $"{Value(random, number)}-{Value(random, number)}",
            1 => $"{random.Next(Bounds[number].Low, 4)}-{random.Next(4, Bounds[number].High + 1)}",
            _ => Value(random, number),
        };
        return random.Next(4) == 0 || range == "*"
            ? $"{range}/{random.Next(1, Bounds[number].High + 2)}"
            : range;
    }

    private static string Value(Random random, int number)
    {
        if (number >= 3 && random.Next(4) == 0)
            return number == 3
                ? Months[random.Next(Months.Length)]
                : Days[random.Next(Days.Length)];
        var (low, high) = Bounds[number];
        // Now and then one that there is not.
        var value = random.Next(30) == 0 ? high + 1 : random.Next(low, high + 1);
        return random.Next(8) == 0 ? $"{value:00}" : $"{value}";
    }
}
