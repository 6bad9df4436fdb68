using System.Collections.Frozen;

namespace Ponder.Verification.Language;

/// <summary>
/// The commonest short words of languages that share a script, and endings that one of them favours. Written for this project from
/// general knowledge of the languages; order decides ties.
/// </summary>
internal static class LanguageWords
{
    private static readonly (string Language, string Words)[] s_latin =
    [
        ("en", "the of and to in is that it for was on are as with his they be at one have this from or had by hot but some what there we can out other were all your when up use how said an each she which do their time if will way about many then them would write like so these her long make thing see him two has look more day could go come did my sound no most who over know than call first people may down been now find any new work part take get place made live where after back little only round year came show every good me give our under very through just form much think say great where help low before turn same mean must because does another well large need such here why again off went old number always next us let let's get until it's don't i'm it isn't doesn't was wasn't can't won't 's 't 're 'll 've 'm a i walk should today tomorrow therefore finally both between while his its your you he too also into being far own nothing something"),
        ("de", "der die das und ist in zu den nicht von sie mit dem des ein eine einer eines einem einen auch auf für an er es so dass daß wie oder aber aus bei nach um am im nur noch werden wird wurde sind war hat haben sich als wenn wir ich ihr kann man über vor zum zur durch unter sein seine ihre ihrer ihren ihm ihn uns mehr sehr schon dann doch nun also weil daraus folgt dieser diese dieses diesen beide beiden keine kein keinen muss müssen soll gegen ohne zwischen wieder immer hier heute morgen gibt alle alles jeder jede jedes viele ihm mich mir dich dir bitte danke ja nein was wer wo warum bevor während deshalb daher jetzt erst zuerst schluss ganz gut neue neuen zwei drei vier gehen geht kommt macht"),
        ("fr", "le la les de des du un une et est en à dans que qui ne pas pour sur au aux avec il elle ils elles ce cette ces cet son sa ses par plus se nous vous je tu on ou mais où donc car comme si leur leurs sont été être était avoir ont fait faire peut doit deux trois même aussi bien tout tous toute toutes très sans sous entre après avant encore pendant puis alors enfin ainsi lors chez vers dont quand quel quelle notre votre nos vos mon ma mes ton ta tes cela ça oui non rien aucun aucune chaque autre autres moins trop peu beaucoup ici là aujourd l' d' n' qu' c' j' s' m' t' y déjà jamais toujours parce depuis jusqu' premier première résulte voici voilà seulement il'y"),
        ("es", "el la los las de del que y en un una unos unas es no se por con para al lo su sus como más pero le les ya o este esta esto estos estas ese esa eso sí porque cuando muy sin sobre también me hasta hay donde quien desde todo todos toda todas nos durante uno ni contra otros otro otra otras ellos ellas ella él e mi mis tu tus te yo nosotros usted ustedes ser está están son fue era han ha hemos tiene tienen puede pueden debe debemos hacer hace hoy ahora siempre nunca antes después entonces así solo sólo cada mismo misma dos tres ambos ambas primero primera finalmente luego mientras aunque entre bien poco mucho muchos nada algo aquí allí aún todavía ningún ninguno qué cómo cuál aquel gracias tan final"),
        ("it", "il lo la i gli le di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai in nel nella nei negli nelle con su sul sulla per tra fra e ed è che non un uno una si ci mi ti vi ne sono era erano ha hanno ho abbiamo essere avere fare come più ma se anche quando dove chi cosa questo questa questi queste quello quella quelli suo sua suoi loro mio mia tuo noi voi io lui lei molto tutto tutti tutta tutte due tre ogni ancora già dopo prima mentre perché perciò quindi allora così solo poi sempre mai qui lì oggi domani ora bene bello bella un' l' dell' all' nell' c' d' dall' sull' po' stato stata può deve altro altri nessun strada"),
        ("pt", "o a os as de do da dos das em no na nos nas um uma uns umas e é que não se por com para ao à aos às pelo pela pelos mais como mas foi ele ela eles elas seu sua seus suas ou quando muito há já está estão eu também só depois sem mesmo ter tem têm tinha ser são era isso isto esse essa este esta você vocês nós meu minha teu até entre era depois sobre todo todos toda todas outro outra outros ainda bem onde quem qual porque então assim agora hoje amanhã sempre nunca cada dois duas três primeiro fazer faz pode podem deve vamos estava fomos enquanto lhe num numa nem aqui ali"),
        ("nl", "de het een en van in is dat die te op aan met voor niet zijn er maar om ook als bij of uit nog naar dan wat wel door over zo hij zij ze we wij ik je jij u haar hem hun ons onze worden wordt werd was waren heeft hebben had kan kunnen zal moet moeten geen meer veel al toch nu dit deze daar hier tot tussen onder tegen zonder omdat wanneer waar wie hoe altijd nooit goed twee drie iets niets elke alle andere eerste gaan vandaag mooi weer dus"),
        ("sv", "och att det i en som på är av för med den till inte om ett han men var jag sig de så hade från vi har kan du när där eller vid nu efter upp också ut då sin mycket ska detta denna dessa alla man mot blev blir bara år skulle hur än två tre idag är någon något inga vara kommer går varje mellan under utan"),
        ("da", "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget deres efter ned skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor mod disse hvis din nogle hos blive mange bliver hendes været jer sådan lige i dag af"),
        ("no", "og i at det er en som på til av for med ikke den har han de jeg et om var seg men vi så fra ble kan hun etter over ved når også vil ut da hadde nå bare sin eller mot opp skal blir noen hva være hvor mange alle år dette denne disse mellom under uten før to tre vært deg meg ham henne dere noe sier"),
        ("fi", "ja on ei että se hän oli ovat mutta niin kun kuin myös joka jos tai sen ole hänen olla mitä tämä vain olen minä sinä me te he nyt kaikki sitten ollut mukaan jotka voi mikä siitä tässä ennen jälkeen kanssa koska hyvin tänään vielä jo kaksi kolme sää menemme joten siis"),
        ("pl", "i w na z do się nie to jest że o jak ale co po za od dla tak już czy był była było są być ma może tylko przez jego jej ich tym tego ten ta te który która które jeszcze bardzo gdy oraz lub przy pod nad bez więc kiedy gdzie dziś dzisiaj jutro teraz dwa trzy wszystko my ja ty on ona oni także ponieważ żeby"),
        ("cs", "a v je se na že to s z do o i jako ale za by pro jsou byl byla bylo být který která které tak jeho její jen po při nebo když než už co jak však od ještě má může tím tento tato toto dnes velmi protože kde kdy dva tři všechny jsme my já ty on ona oni také proto"),
        ("sk", "a v je sa na že to s z do o i ako ale za by pre sú bol bola bolo byť ktorý ktorá ktoré tak jeho jej len po pri alebo keď než už čo však od ešte má môže tým tento táto toto dnes veľmi pretože kde kedy dva tri všetky sme my ja ty on ona oni tiež"),
        ("sl", "in je na se v da so za ki pa z ne kot bi od po tudi ali iz ko ni pri sem še kaj ter zelo danes ker kje dva tri vse smo bil bila bilo biti lahko med brez"),
        ("hr", "i je u na se da za su od s a ne koji koja koje kao to o iz će bi ali sam nije po ili samo biti bio bila bilo do što kako smo danas vrlo jer gdje kada dva tri sve može nakon prema između"),
        ("ro", "și în de la cu a pe nu o să este un din că mai pentru care se au sunt ce sau dar al ale lui ei le era fi fost după până prin acest această aceste foarte astăzi când unde cum două trei toate noi eu tu el ea ele între fără numai"),
        ("hu", "a az és nem hogy is egy van de ez ha csak meg mint már volt el azt még ki fel le vagy minden kell lehet után nagyon ma itt ott akkor mert amikor két három ezt azért mi ő én te ők között nélkül szép időjárás"),
        ("tr", "ve bir bu da de için ile çok ne daha o gibi olarak var ama en kadar sonra ben sen biz siz onlar değil mi mı ki her olan olduğu bugün yok şey iki üç hava şimdi çünkü nasıl nerede arasında önce"),
        ("vi", "và là của có không được cho một những các trong người với này đã để khi đó từ đến như cũng ra nhiều về tôi bạn chúng ta hôm nay rất thì lại nên vì ở đi hai ba nhưng nếu"),
        ("id", "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang telah adalah seperti sebagai bahwa dapat para harus namun kita hari sangat kami dua tiga setiap"),
        ("tl", "ang ng sa na mga ay at ko mo niya si ni hindi ito para kung pero may isa siya ako ikaw kami tayo sila lang din rin naman dahil ngayon kanyang upang"),
        ("sw", "na ya wa kwa ni katika za la kuwa hii hiyo huyo lakini pia sana yake wao yetu mimi wewe sisi leo kama bila baada kabla watu moja mbili tatu hali nzuri tunakwenda cha vya"),
        ("ca", "el la els les de del i en un una és no per amb que al als es se més però també com o molt avui són ha han hi aquest aquesta aquests aquestes seva seu tot tots quan on dos tres l' d' s' n' nosaltres fins perquè"),
        ("et", "ja on ei et see ta oli aga nii kui ka mis kes oma või me te nad mina sina väga täna siis veel kõik kaks kolm ning pole olema ilm"),
        ("lv", "un ir no ar uz par ka tas kas bet vai arī es tu viņš viņa mēs jūs ļoti šodien lai kā pēc pirms divi trīs nav bija"),
        ("lt", "ir yra ne su į iš kad tai kas bet ar taip aš tu jis ji mes jūs labai šiandien kaip po prieš du trys nėra buvo apie dėl"),
        ("sq", "dhe në të e i një për me nga që është nuk si më ka kanë por ose ky kjo shumë sot ne ju ata kur ku dy tre u"),
        ("cy", "y yr a ac yn i o ar mae ei eu am fel wedi gan hyn bod ond neu iawn heddiw ni chi nhw dau tri nid oedd"),
        ("so", "iyo waa in ka ku uu ay oo la si aan soo ee wax maanta aad labo saddex laakiin"),
        ("af", "die en van in is het nie vir met wat op te om dat hy sy ons hulle ek jy aan deur by of maar was word baie vandag sal kan moet geen twee drie"),
    ];

    private static readonly (string Language, string Words)[] s_cyrillic =
    [
        ("ru", "и в не на что с он как это по но они мы из за то все так его от у же вы бы к о для она если уже или был была было были есть ещё нет да при чтобы этот эта эти поэтому так как когда где теперь сначала только два"),
        ("uk", "і в не на що з він як це по але вони ми із за то все так його від у ж ви би до про для вона якщо вже або був була було були є ще ні та при щоб цей ця ці тому коли де тепер спочатку тільки дві дуже сьогодні"),
        ("bg", "и в не на че с той като това по но те ние от за то всички така го у вие би до за тя ако вече или беше е са още няма да при този тази тези затова когато къде сега само две много днес се ще"),
        ("mk", "и во не на дека со тој како ова по но тие ние од за тоа сите така го кај вие би до таа ако веќе или беше е се уште нема да при овој оваа овие затоа кога каде сега само две многу денес ќе"),
    ];

    private static readonly (string Language, string Words)[] s_devanagari =
    [
        ("hi", "है हैं में के की का और से को पर यह वह नहीं एक ने कि भी तो हम आप इस उस था थी थे लिए साथ आज बहुत जो कर हो गया"),
        ("mr", "आहे आहेत आणि मध्ये च्या ला हे ते ही नाही एक की पण तर आम्ही तुम्ही या त्या होता होती होते साठी आज खूप जे करून झाला"),
        ("ne", "छ छन् र मा को का की लाई यो त्यो होइन एक ले पनि हामी तपाईं यस थियो लागि सँग आज धेरै जो गरेर भयो हो"),
    ];

    private static readonly (string Language, string[] Endings)[] s_endings =
    [
        ("en", ["ing", "tion", "ness", "ful", "ould", "ght", "ly", "ed", "ther", "ough", "ies"]),
        ("de", ["ung", "lich", "keit", "heit", "isch", "schen", "cht", "ungen", "ieren", "enden", "aft", "ß", "igt", "tz", "eit"]),
        ("fr", ["ement", "eux", "euse", "ique", "ais", "ait", "aient", "eau", "eaux", "ons", "ez", "oir", "aire", "ée", "ées", "és", "elle", "ette"]),
        ("es", ["ción", "ciones", "mente", "ado", "ados", "ando", "iendo", "dad", "ón", "emos", "amos", "illo", "ería", "ñar", "ía", "ños", "ejo"]),
        ("it", ["zione", "zioni", "mente", "ato", "ati", "are", "ere", "ire", "ggio", "tà", "ità", "ando", "endo", "ezza", "cchi", "ono", "ano"]),
        ("pt", ["ção", "ções", "mente", "ado", "ando", "endo", "dade", "ão", "ões", "inho", "eiro", "ável", "amos"]),
        ("nl", ["lijk", "heid", "ij", "aar", "eer", "oor", "ijn", "tje", "oek", "uis", "eld"]),
        ("sv", ["ning", "het", "ligt", "ade", "arna", "orna", "sk"]),
        ("pl", ["ość", "ego", "emu", "ych", "ymi", "ował", "anie", "enie", "cja", "ski", "amy", "emy"]),
        ("fi", ["ssa", "ssä", "lla", "llä", "sta", "stä", "nen", "mme", "taan", "tään", "inen"]),
        ("tr", ["ler", "lar", "dır", "dir", "ında", "inde", "yor", "mak", "mek", "ları", "leri"]),
        ("ro", ["ului", "ilor", "ește", "ează", "ții", "ul", "ului"]),
        ("hu", ["ban", "ben", "nak", "nek", "ság", "ség", "hoz", "unk", "ünk"]),
        ("sw", ["isha", "wa", "eni", "oni"]),
        ("id", ["kan", "nya", "lah"]),
    ];

    private static readonly (string Language, string Letters)[] s_letters =
    [
        ("de", "ßäöü"), ("fr", "œçéêèàùûîôëïâ"), ("es", "ñ¿¡áéóíú"), ("it", "àèéìòù"), ("pt", "ãõçâêôáéíú"), ("sv", "åäö"), ("da", "åæø"), ("no", "åæø"),
        ("fi", "äö"), ("pl", "łżźśąęćńó"), ("cs", "řěůžščýáéí"), ("sk", "ľĺŕôťžščýáéí"), ("sl", "čšž"), ("hr", "čćđšž"), ("ro", "ăâîșțşţ"), ("hu", "őűöüáéó"),
        ("tr", "ğışçöü"), ("vi", "đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"), ("ca", "çàèéòïl·"), ("et", "äõöü"), ("lv", "āčēģīķļņšūž"), ("lt", "ąčęėįšųūž"), ("sq", "ëç"), ("cy", "ŵŷâê"),
    ];

    /// <summary>Languages by word, for the Latin script.</summary>
    public static FrozenDictionary<string, string[]> Latin { get; } = Table(s_latin);

    /// <summary>Languages by word, for the Cyrillic script.</summary>
    public static FrozenDictionary<string, string[]> Cyrillic { get; } = Table(s_cyrillic);

    /// <summary>Languages by word, for Devanagari.</summary>
    public static FrozenDictionary<string, string[]> Devanagari { get; } = Table(s_devanagari);

    /// <summary>Languages by ending of a Latin word.</summary>
    public static FrozenDictionary<string, string[]> Endings { get; } =
        Table([.. s_endings.Select(row => (row.Language, string.Join(' ', row.Endings)))]);

    /// <summary>Languages by letter that English has not.</summary>
    public static FrozenDictionary<char, string[]> Letters { get; } = s_letters
        .SelectMany(row => row.Letters.Select(letter => (letter, row.Language)))
        .GroupBy(pair => pair.letter)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Language).Distinct().ToArray());

    /// <summary>All Latin-script languages in the order that decides ties.</summary>
    public static IReadOnlyList<string> LatinOrder { get; } = [.. s_latin.Select(row => row.Language)];

    private static FrozenDictionary<string, string[]> Table((string Language, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(word => (word, row.Language)))
        .GroupBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Language).ToArray(), StringComparer.Ordinal);
}
