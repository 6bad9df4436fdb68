// Judges answers with the verifiers of Ponder.Verification.
// Run: dotnet run --project samples/VerifyAnswers
using Ponder.Verification;

(string Verifier, string Reference, string Response)[] answers =
[
    ("number", "1080", "She earns 12 * 90 = $1,080 in all."),
    ("number", "0.28", "That is 28%."),
    ("number", "5", "It is 3 or 5."),
    ("boxed-number", "3/4", "<think>0.7? No.</think> So $\\boxed{\\frac{3}{4}}$."),
    ("boxed-number", "3/4", "The answer is 3/4."),
    ("exact", "Paris", " Paris\n"),
    ("think-exact", "27", "<think>2+5+0=07,1+1+0=02</think>27"),
];

foreach (var (name, reference, response) in answers)
{
    var verifier = Verifiers.Create(name);
    var verdict = verifier.Verify(new VerificationRequest(Question: "", reference, response));
    Console.WriteLine($"{name,-13} {verdict.Outcome,-8} {verdict.Reason,-17} found {verdict.Extracted ?? "nothing"}");
}

// A verifier may need the question: here the numbers that may be used.
var countdown = Verifiers.Create("countdown");
var request = new VerificationRequest("Using the numbers [44, 19, 35], make 98.", "98", "(44 + 35) + 19 = 98");
Console.WriteLine($"{countdown.Name,-13} {countdown.Verify(request).Outcome}");
