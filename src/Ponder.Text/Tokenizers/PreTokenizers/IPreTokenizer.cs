namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Cuts pieces of text into smaller ones.</summary>
internal interface IPreTokenizer
{
    /// <summary>Appends the parts of <paramref name="piece"/> to <paramref name="parts"/>; empty parts are left out.</summary>
    void Split(Piece piece, List<Piece> parts);
}
