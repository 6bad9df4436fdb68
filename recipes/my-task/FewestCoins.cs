/// <summary>The response pays the amount, like 200+100+20+20+5+2 for 347, with the fewest coins. Any order counts.</summary>
public sealed class FewestCoins : IVerifier
{
    private static readonly int[] Coins = [500, 200, 100, 50, 20, 10, 5, 2, 1];

    public string Name => "fewest-coins";

    public Verdict Verify(VerificationRequest request)
    {
        var answer = request.Response.Trim();
        var payment = answer.Split('+').Select(part => int.TryParse(part, out var coin) ? coin : 0).ToList();
        if (payment.Exists(coin => !Coins.Contains(coin)))
        {
            return Verdict.Wrong("no-such-coin", answer);
        }

        var amount = int.Parse(request.Question.TrimEnd('='));
        if (payment.Sum(coin => (long)coin) != amount)
        {
            return Verdict.Wrong("wrong-amount", answer);
        }

        return payment.Count == int.Parse(request.Answer) ? Verdict.Correct("fewest", answer) : Verdict.Wrong("too-many-coins", answer);
    }
}
