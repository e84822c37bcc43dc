using System.Text;

namespace VaultBench.Corpus;

/// <summary>
/// A made-up language: words of syllables that a real one has, some of them far more frequent than others. A list of real
/// words short enough to be kept here would repeat itself, and so compress, as no text does.
/// </summary>
internal sealed class Language
{
    private const int Words = 4000;

    private static readonly string[] Syllables =
    [
        "con ver ser tion the re in er and to of ing port net work at is for st on ment al com pro ar de en us mo ly",
        "ge be un ver ein ung en der die sch auf te an ich ter fer rä nö lich keit zu be richt ü ber gen st el ser ver",
        "le de la con re é tion que in ment er des pa ré ou en ser veur ai son ma in ci té es pour un ré seau dé par",
        "по на ре ст но во ер ра ть ко се ве ни про ли ка то го ан ен ия об ми да те ль де за ви ри",
        "の サ ー バ 設 定 管 理 に は を 情 報 接 続 ネット ワ ク で 更 新 機 器 が 使 用 す る 日 本",
        "ال في من ا ت على ن خ ادم ش بكة م ع لى ه ذا ة ر ي ب ط ول د س و ك ح ق",
    ];

    // How often a text is in each, out of a hundred.
    private static readonly int[] Shares = [50, 15, 10, 8, 10, 7];
    private static readonly Language[] All = [.. Syllables.Select((_, i) => new Language(i))];

    private readonly string[] words = new string[Words];
    private readonly string gap;

    private Language(int number)
    {
        var syllables = Syllables[number].Split(' ');
        var dice = Dice.Of(number, Words, syllables.Length);
        gap = number == 4 ? "" : " ";
        for (var i = 0; i < Words; i++)
        {
            var length = 1 + dice.Below(4);
            words[i] = string.Concat(
                Enumerable.Range(0, length).Select(_ => syllables[dice.Below(syllables.Length)])
            );
        }
    }

    internal static Language English => All[0];

    internal static Language Choose(ref Dice dice)
    {
        var roll = dice.Below(100);
        var number = 0;
        while (roll >= Shares[number])
            roll -= Shares[number++];
        return All[number];
    }

    internal void Sentence(StringBuilder text, int length, ref Dice dice)
    {
        for (var i = 0; i < length; i++)
            text.Append(i == 0 ? "" : gap).Append(words[dice.Skewed(Words)]);
    }
}
