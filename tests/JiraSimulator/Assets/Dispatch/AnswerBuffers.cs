using System.Buffers;
using System.Collections.Concurrent;

namespace JiraSimulator.Assets;

/// <summary>Buffers that are used again: a page of objects is some megabytes.</summary>
internal static class AnswerBuffers
{
    private const int Kept = 16;

    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Free = [];

    public static ArrayBufferWriter<byte> Rent() =>
        Free.TryTake(out var buffer) ? buffer : new ArrayBufferWriter<byte>(16 * 1024);

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        if (Free.Count < Kept)
            Free.Add(buffer);
    }
}
