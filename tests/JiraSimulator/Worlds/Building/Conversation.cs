namespace JiraSimulator.Worlds;

/// <summary>What people say about objects: lines of every script, markup and length.</summary>
internal static class Conversation
{
    private static readonly string[] Lines =
    [
        "Replaced the fan, back in service.",
        "Wer hat das Gerät umgezogen? Steht nicht mehr in Zürich.",
        "保守契約は来月まで。",
        "<b>Do not</b> reboot & call the owner first: \"really\"",
        "Line one\nline two\r\nline three\twith a tab",
        "👩‍💻 checked the firmware ✅",
        "שלום, מי אחראי?",
        "See https://intranet.example/kb/42?x=1&y=ä#top",
        "{code}select * from hosts where name like '%\\_%'{code}",
        "ok",
        "Cafe\u0301 wing, not Café wing",
        "Проверено, замечаний нет.",
    ];

    private static readonly string[] FileNames =
    [
        "invoice.pdf",
        "Übersicht – Süd.xlsx",
        "配線図.png",
        "счёт № 7.docx",
        "photo 😀.jpg",
        "a \"quoted\" & <odd> name.txt",
        "..\\..\\up.cfg",
        "no-extension",
        "صورة.jpeg",
        "C#%20notes+more;v=1.md",
    ];

    public static string Line(Dice dice) => dice.Pick(Lines);

    public static string FileName(Dice dice) => dice.Pick(FileNames);

    /// <summary>By the end of the name, as a browser would guess it.</summary>
    public static string ContentTypeOf(string fileName) =>
        Path.GetExtension(fileName) switch
        {
            ".pdf" => "application/pdf",
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".txt" or ".md" or ".cfg" => "text/plain",
            _ => "application/octet-stream",
        };
}
