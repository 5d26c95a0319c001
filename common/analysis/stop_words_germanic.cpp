#include "common/analysis/stop_words.hpp"

namespace akin::stop_words {

const std::string_view english =
    "a about above across after again against all almost along already also although always am among an and another "
    "any anyone anything are aren't around as at away back be became because been before behind being below between "
    "both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either "
    "else enough etc even ever every few for from further get got had hadn't has hasn't have haven't having he he'd "
    "he'll her here hers herself him himself his how however i i'd i'll i'm i've if in instead into is isn't it it'd "
    "it'll its itself just least less let like made make many me might more most much must my myself neither never no "
    "nor not now of off often on once only onto or other others our ours ourselves out over own per quite rather "
    "really said same say says she she'd she'll should shouldn't since so some such than that the their theirs them "
    "themselves then there these they they'd they'll they're they've this those though through thus to together too "
    "toward towards under until up upon very via was wasn't we we'd we'll we're we've were weren't what when where "
    "whether which while who whom whose why will with within without won't would wouldn't yet you you'd you'll you're "
    "you've your yours yourself yourselves";

const std::string_view german =
    "aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei "
    "beim bin bis bist bereits da dabei dadurch dafür dagegen daher damit danach dann daran darauf darüber darum das "
    "dass daß davon dazu dein deine deinem deinen deiner dem den denn dennoch der deren des dessen dich die dies "
    "diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige einigen einiger "
    "er es etwa etwas euch euer eure eurem euren eurer für gegen gewesen hab habe haben hat hatte hatten hätte hätten "
    "hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes "
    "jedoch jene jenem jenen jener jenes jetzt kann kein keine keinem keinen keiner können könnte konnte man manche "
    "manchem manchen mancher mehr mein meine meinem meinen meiner mich mir mit muss musste müssen nach nachdem neben "
    "nicht nichts noch nun nur ob oder ohne schon sehr sei seien sein seine seinem seinen seiner seit sich sie sind so "
    "sogar solche solchem solchen solcher soll sollen sollte sollten sondern sonst sowie über um und uns unser unsere "
    "unserem unseren unserer unter viel viele vielen vom von vor während war waren warum was weder weil weiter welche "
    "welchem welchen welcher welches wenn wer werde werden wie wieder wir wird wo wollen wollte wurde wurden würde "
    "würden zu zum zur zwar zwischen";

const std::string_view dutch =
    "aan aangezien achter al alle alleen alles als altijd andere ben bij binnen bijna daar daarna daarom dan dat de "
    "der "
    "deze die dit doch door dus echter een elk elke en er erg ge geen haar had hadden heb hebben heeft hem het hier "
    "hij "
    "hoe hun iemand iets ik in is je jij jouw jullie kan kon konden kunnen maar me meer men met mij mijn moest moet "
    "moeten na naar niet niets nog nu of om omdat onder ons onze ook op over reeds sinds te tegen tijdens toch toen "
    "tot "
    "tussen u uit uw van vanaf veel voor voordat waar waarom wanneer want waren was wat we wel welke werd werden wie "
    "wij "
    "wil worden wordt zal ze zei zelf zich zij zijn zo zoals zonder zou zouden zullen";

const std::string_view swedish =
    "alla allt även än är åt att av både bara bland blev bli blir blivit då där de dem den denna deras dess dessa det "
    "detta dig din dina ditt du efter eftersom ej eller emot en er era ert ett från för före genom ha hade hans har "
    "hela hem henne hennes här hon honom hos hur i icke in inför ingen ingenting inget inom inte jag kan kommer kunde "
    "kunna man med medan mellan men mer mig min mina mitt mot mycket nå någon något några när ni nu och också om oss "
    "på så sade säger sådan sådana sådant samma sedan sig sin sina sitt ska skall skulle som till trots under upp ut "
    "utan vad var vara varför varit varje vars vart vem vi vid vilka vilkas vilken vilket vill";

const std::string_view danish =
    "ad af alle alt anden andet andre at bare begge blev blive bliver da de dem den denne der deres det dette dig din "
    "dine disse dit dog du efter eller en end er et fik for fordi før fra gennem gør ham han hans har havde have hende "
    "hendes her hos hun hvad hvem hver hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke imod ind ingen inden "
    "jeg jer jeres jo kan kun kunne lige man mange med meget mellem men mens mere mig min mine mit mod må når ned "
    "nej nogen noget nogle nok nu og også om omkring op os over på sagde samt sig siden siger sin sine sit skal skulle "
    "som så sådan selv thi til ud uden under var vi vil ville vor være været";

const std::string_view norwegian =
    "alle alt andre at av bare begge ble blei bli blir blitt bort både da de deg dei deim deira dem den denne der "
    "dere deres det dette di din disse ditt du dykk eg ein eit eitt eller en er et ett etter for fordi fra før gjennom "
    "ha hadde han hans har hennar henne hennes her ho hos hun hva hver hvem hvilke hvilken hvis hvor hvordan hvorfor "
    "i ikke ikkje ingen inn innen inni ja jeg kan korleis kun kunne kva kven kvifor man mange med medan meg mellom "
    "men mens mer mi min mine mitt mot mye må når ned no noe noen nok nå og også om opp oss over på sa samme seg selv "
    "si sia siden sin sine sitt skal skulle slik som så sånn til um under upp ut uten var vår vart ved vi vil ville "
    "vore være vært";

} // namespace akin::stop_words
