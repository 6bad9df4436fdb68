using System.Text;
using Ponder.Text.Tokenizers;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>Ids 0–255 are bytes of UTF-8.</summary>
internal sealed class ByteTokenizer : ITokenizer
{
    public int VocabularySize => 256;

    public int? BosId => null;

    public int? EosId => null;

    public int? PadId => null;

    public int[] Encode(string text, bool addSpecial = false) => [.. Encoding.UTF8.GetBytes(text).Select(b => (int)b)];

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = true)
    {
        byte[] bytes = new byte[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            bytes[i] = (byte)ids[i];
        }
        return Encoding.UTF8.GetString(bytes);
    }

    public DetokenizerStream StreamDecode(bool skipSpecial = true) => new ByteStream();

    public int? IdOf(string token) => token.Length == 1 ? token[0] : null;

    public string TokenOf(int id) => ((char)id).ToString();

    public void Save(string folder) => throw new NotSupportedException();

    private sealed class ByteStream : DetokenizerStream
    {
        private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();

        public override string Push(int id) => Decode([(byte)id], flush: false);

        public override string Flush() => Decode([], flush: true);

        private string Decode(byte[] bytes, bool flush)
        {
            char[] text = new char[8];
            return new string(text, 0, _utf8.GetChars(bytes, text, flush));
        }
    }
}
