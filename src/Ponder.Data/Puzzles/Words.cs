namespace Ponder.Data.Puzzles;

/// <summary>Common English words and names for puzzles of text.</summary>
internal static class Words
{
    /// <summary>Words of three to ten letters.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        .. ("able about above across act add after again air all almost alone along also always among and animal answer any apple area arm around art ask away baby back bad bag ball "
        + "band bank base basket bean bear beat beauty become bed before begin behind bell best better between big bird black block blood blue board boat body bone book born both "
        + "bottom bowl box boy branch bread break bridge bright bring brother brown build burn busy but buy cake call camp capital captain car card care carry case castle cat catch "
        + "cause cell center chain chair chance change chart cheese chicken child choose circle city class clean clear climb clock close cloth cloud coast coat coffee cold color common "
        + "cook cool copy corn corner cost cotton count country course cover cow create cross crowd cry cup current cut dance danger dark daughter day dear decide deep desert desk dinner "
        + "direct distant doctor dog dollar door double down draw dream dress drink drive drop dry during dust each early earth east easy eat edge egg eight electric engine enough enter "
        + "equal evening event ever every exact example eye face fact fair family famous farm fast father feather feed field fight figure fill final find fine finger finish fire first "
        + "fish five flat floor flow flower fly follow food foot force forest form forward four free fresh friend front fruit full funny game garden gate gather general gentle girl give "
        + "glass gold good grand grass gray great green ground group grow guess guide hair half hand happy hard hat have head hear heart heat heavy help high hill history hold hole "
        + "home honey hope horse hot hour house human hundred hunt hurry ice idea inch iron island jacket job join joke judge jump just keep key kind king kitchen knee knife lady lake "
        + "lamp land language large last late laugh law lead leaf learn leather leave leg lemon length lesson letter level library life lift light line lion liquid listen little long "
        + "look lost loud love low machine magic main make many map mark market master match matter meal mean measure meat meet metal middle mile milk mind minute mirror modern "
        + "moment money monkey month moon more morning mother mountain mouse mouth move much music name narrow nation nature near neck needle nest never new next night nine north nose "
        + "note number object ocean offer office often oil old once open orange order other over own page paint pair paper parent part party pass past path pattern people pepper picture "
        + "piece pilot place plain plan planet plant plate play please pocket poem point poor post potato pound power present pretty price print problem proud public pull push quarter "
        + "queen question quick quiet rabbit race radio rain raise reach read ready reason record red region remember repeat rest rice rich ride right ring rise river road rock roll roof "
        + "room root rope rose round row rule run sail salt same sand save school science sea season second secret seed sell send sentence seven shape share sharp sheep shell shine ship "
        + "shirt shoe shop short shoulder show side silent silver simple sing sister size skin sky sleep slow small smile smoke smooth snow soft soil soldier some song soon sound soup "
        + "south space speak special speed spell spend spoon spring square stand star start state station stay steam steel step stick still stone stop store storm story straight "
        + "strange street string strong student sugar suit summer sun supply sure surface sweet swim symbol system table tail take talk tall teach team teeth temple ten tent test "
        + "thank thick thin thing think third thousand three throw thunder ticket tiger time tiny tired together tomorrow tone tool top total touch toward town track trade train travel "
        + "tree triangle trip trouble truck true trust try turn twenty two type under unit until upon use useful valley value very view village visit voice wait walk wall want warm wash "
        + "watch water wave weather week weight west wheel white whole wide wife wild wind window wing winter winner wish woman wonder wood word work world worry write year yellow young zero").Split(' '),
    ];

    /// <summary>First names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["Ada", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Henry", "Iris", "Jonas", "Karen", "Leo", "Mia", "Noah", "Olga", "Peter", "Quinn", "Rosa", "Simon", "Tara"];
}
