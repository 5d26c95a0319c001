#include "common/analysis/stop_words.hpp"

namespace akin::stop_words {

const std::string_view french =
    "a à ainsi alors au aucun aucune aujourd'hui aura auront aussi autre autres aux avaient avait avant avec avez "
    "avoir "
    "avons ayant beaucoup bien c car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme "
    "comment contre d dans de déjà depuis des deux donc dont du durant elle elles en encore entre est et étaient était "
    "étant être eu eux fait faire faut font furent fut il ils j je jusqu jusque l la là le les leur leurs lors lorsqu "
    "lorsque lui m ma mais malgré me même mêmes mes moi moins mon n ne ni nos notre nous on ont ou où par parce parmi "
    "pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi puis puisqu puisque qu quand que quel quelle "
    "quelles quelque quelques quels qui quoi s sa sans se selon sera seront ses si soit son sont sous sur t ta tandis "
    "te tel telle telles tels tes toi ton toujours tous tout toute toutes très trop tu un une vers voici voilà vos "
    "votre vous y";

const std::string_view spanish =
    "a acá además ahí ahora al algo alguien algún alguna algunas alguno algunos allí ambos ante antes aquel aquella "
    "aquellas aquello aquellos aquí así aún aunque bajo bien cada casi como cómo con contra cual cuál cuales cuáles "
    "cualquier cuando cuándo cuanto de debe deben del desde después dijo donde dónde dos durante e el él ella ellas "
    "ello ellos en entonces entre era eran eres es esa esas ese eso esos esta ésta está estaba estaban estado están "
    "estar estas éstas este éste esto estos éstos estoy fue fueron ha haber había habían hace hacer hacia han hasta "
    "hay "
    "he hemos la las le les lo los luego más me mediante mi mí mientras mis mismo misma mismos mismas mucho mucha "
    "muchos "
    "muchas muy nada nadie ni ningún ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros o os otra otras "
    "otro otros para pero poco por porque pues puede pueden que qué quien quién quienes se sea según ser será si sí "
    "sido "
    "siempre sin sino sobre sólo solo son soy su sus también tampoco tan tanto te tener tenía ti tiene tienen toda "
    "todas "
    "todavía todo todos tras tu tú tus u un una unas uno unos usted ustedes y ya yo";

const std::string_view italian =
    "a abbia abbiamo ad adesso agli ai al alcune alcuni all alla alle allo allora altra altre altri altro anche ancora "
    "anzi aveva avevano avere ben c che chi ci ciò cioè coi col coll come con contro cosa così cui d da dagli dai dal "
    "dall dalla dalle dallo degli dei del dell della delle dello dentro di dopo dove dunque durante e è ed egli ella "
    "era erano essere essi fa fino fra già fu furono gli ha hai hanno ho i il in infatti inoltre insieme invece io l "
    "la "
    "le lei li lo loro lui lungo ma mai me medesimo meno mentre mi mia mie miei mio molta molte molti molto ne né "
    "negli "
    "nei nel nell nella nelle nello nessun nessuna nessuno niente no noi non nostra nostre nostri nostro o od ogni "
    "oltre oppure ora per perché però più poco poi poiché pur pure qual quale quali quando quanta quanto quasi quei "
    "quel quell quella quelle quelli quello quest questa queste questi questo qui quindi s sarà saranno se sé secondo "
    "sei sempre senza si sia siamo siano sono sopra sotto sta stata state stati stato stesso stessa su sua sue sugli "
    "sui sul sull sulla sulle sullo suo suoi t tale tali tanto te ti tra troppo tu tua tue tuo tuoi tutta tutte tutti "
    "tutto un una uno v vi voi vostra vostre vostri vostro";

const std::string_view portuguese =
    "a à ainda além algo alguém algum alguma algumas alguns ante antes ao aos apenas após aquela aquelas aquele "
    "aqueles "
    "aquilo as às assim até através cada com como contra contudo cujo da daquele das de dela delas dele deles depois "
    "desde dessa desse desta deste disse disso do dos durante e é ela elas ele eles em embora enquanto entre era eram "
    "essa essas esse esses esta está estão estar estas estava estavam este estes eu foi foram há houve isso isto já la "
    "lá lhe lhes lo mais mas me mediante mesma mesmas mesmo mesmos meu meus mim minha minhas muita muitas muito muitos "
    "na nada não nas nela nele nem nenhum nenhuma nessa nesse nesta neste no nos nós nossa nossas nosso nossos num "
    "numa "
    "o onde os ou outra outras outro outros para pela pelas pelo pelos pode podem pois por porém porque portanto pouco "
    "quais qual qualquer quando quanto que quem se sem sempre sendo ser será seu seus si sido sob sobre sua suas são "
    "tal também tão te tem têm ter teu tinha tinham toda todas todavia todo todos tu tua tudo um uma umas uns você "
    "vocês "
    "vos";

const std::string_view romanian =
    "a abia acea aceasta această aceea aceeași acei aceia acel acela acelea acele același acest acesta aceste acestea "
    "acestei acestor acestora acestui acești aceștia acolo acum ai al ale alea alt alta altă alte altele alți altul am "
    "apoi ar are aș așa asta astea astfel asupra atât atunci au avea aveau avut avem ca că când care cărei căror cărui "
    "cât câți câte către ce cea ceea cei cel cele celor chiar ci cine cineva cu cum cumva da dacă dar de deci decât "
    "deja deși despre din dintr dintre după ea ei el ele era erau este eu fără fi fie fiecare fiind foarte fost "
    "i iar îi îl îmi în înainte înapoi încă încât însă într între îți l la le li lor lui lângă mai mă mea mei mele "
    "mereu meu mi mie mult multă multe mulți n ne nici nicio niciun nimeni nimic niște noastră noastre noi nostru "
    "noștri "
    "nu o odată or ori oricare orice pe pentru peste până prea prin printr printre s sa să săi sale sau său se și sub "
    "sunt spre ta tale tău te ți ție toată toate tot toți totuși tu tuturor un una unde unei unele uneori unii unor "
    "unui "
    "unul va vă voastră voi vom vor vreo vreun";

const std::string_view catalan =
    "a abans això aixo així algun alguna algunes alguns allà allò als altra altre altres amb aquell aquella aquelles "
    "aquells aquest aquesta aquestes aquests aquí bé cada cap com contra d de del dels des després doncs dos "
    "durant e el ell ella elles ells els em en encara ens entre era eren es és esta està estan estat et etc fa fer fet "
    "fins fou ha había han haver havia he hem hi ho i ja jo l la les li llavors lo los m ma malgrat mai mateix mateixa "
    "me mentre meu meva mentres més meus meves mi molt molta moltes molts n ne ni no nos nosaltres nostra nostre "
    "nostres "
    "o on per perquè però poc pot poden qual quals quan quant que què quin quina qui s sa sense ser seu seus "
    "seva seves si sí sigui sinó sobre sols són sota seva t també tan tant te teu teva tot tota totes tots tu un una "
    "unes uns va van vosaltres vostra vostre";

} // namespace akin::stop_words
