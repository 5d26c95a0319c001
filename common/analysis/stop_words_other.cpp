#include "common/analysis/stop_words.hpp"

namespace akin::stop_words {

const std::string_view finnish =
    "aina ei eikä eivät ellei eli emme en enemmän ennen entä että et ette häneen hänelle hänen hänestä hänet hän he "
    "heidän heidät heille heistä heitä ilman itse ja jo joiden joihin joilla joille joissa joista joita joka jokainen "
    "joko jolla jolle jolloin jonka jonkin jos josta jossa jota jotka jotta juuri kai kaikki kanssa kautta keitä ken "
    "kenen ketä koska koskaan kuin kuinka kuitenkaan kuitenkin kuka kun kuten kyllä lisäksi me meidän meidät meille "
    "meitä mihin mikä mikään miksi millä mille milloin minä minkä minua minulla minulle minun minut missä mistä mitä "
    "miten mitkä molemmat muiden mukaan mukana mutta muu muun muut muuta myös näiden näin näissä nämä ne niiden niihin "
    "niillä niin niissä niistä niitä noin nuo nyt ole olemme olen olet olette oli olimme olin olisi olisivat olit "
    "olivat "
    "olla olleet ollut on ovat pois saakka sama se sekä sen siellä siihen siinä siis siitä siksi sillä silloin silti "
    "sinä sinua sinulle sinun sitä sitten tai tällä tämä tämän tässä tästä tätä te teidän teille teitä tuo tuon vaan "
    "vaikka vain vasta voi voidaan voivat vielä yhä yli";

const std::string_view russian =
    "а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши ведь весь во вот впрочем все всё всегда "
    "всего всей всем всеми всему всех всю вся всё-таки вы где да даже для до его ее её ей ему если есть еще ещё же за "
    "зачем здесь и из изза или им именно ими иногда их к каждый как какая какие какой когда кого кому конечно который "
    "которая которого которое которой котором которому которую которые которым которыми которых кроме кто куда ли либо "
    "лишь между меня мне мной много может можно мои мой моя мы на над надо нам нами нас наш наша наше наши не него неё "
    "ней нельзя нем нём нему нет нею ни нибудь никогда ним ними них ничего но ну о об однако он она они оно от очень "
    "перед по под поэтому при про раз с сам сама сами само самого самой самом самому свое своё своего своей своем "
    "своём "
    "своему свои своим своими своих свой свою своя себе себя со собой так такая также такие такого такое такой такую "
    "там "
    "те тебе тебя тем теми тех то тобой тоже той только том тому тот тою ту тут ты у уж уже хоть хотя чего чей чем "
    "через "
    "что чтоб чтобы чуть эта эти этим этими этих это этого этой этом этому этот эту";

const std::string_view hungarian =
    "a abban ahhoz ahogy ahol aki akik akit akkor által alatt amely amelyek amelyekben amelyeket amelyet amelynek ami "
    "amíg amikor amit amolyan arra át az azaz azért azok azon azonban azt aztán azután azzal be bár bármely benne cikk "
    "csak de e ebben eddig egész egy egyéb egyes egyik egyre ekkor el elég ellen elő először előtt én éppen erre és ez "
    "ezek ezen ezért ezt ezzel fel felé ha hanem hát hogy hogyan hiszen hozzá ide igen így ill ilyen ilyenkor is ismét "
    "itt jól ki kell kellett keresztül kívül között közül le legalább legyen lehet lehetett lenne lenni lesz "
    "lett ma maga magát majd már más másik meg még mellett mely melyek mert mi miért míg mikor milyen mind minden "
    "mindenki mindig mint mintha mit mivel most nagyon ne néha nekem neki nélkül nem nincs o ő ők őket össze ott pedig "
    "persze rá s saját sem semmi sok sokat sokkal szemben számára szerint szinte talán tehát tovább továbbá "
    "több úgy ugyanis újra után utána vagy vagyis valaki valami való van vannak vele vissza viszont volna volt voltak "
    "voltam";

const std::string_view turkish =
    "acaba ama ancak arasında artık aslında ayrıca az bana bazı belki ben benden beni benim beri bile bir birçok biri "
    "birkaç biz bize bizden bizi bizim böyle böylece bu buna bunda bundan bunlar bunları bunların bunu bunun burada "
    "bütün çok çünkü da daha de defa değil diğer diye dolayı dolayısıyla edecek eden ederek edilen ediyor en etti "
    "ettiği "
    "fakat gibi göre hâlâ halen hangi hatta hem henüz hep hepsi her herhangi herkes hiç hiçbir için içinde ile ilgili "
    "ise işte kadar karşı kendi kendisi ki kim kimse mi mı mu mü nasıl ne neden nedenle nerede niçin niye o olan "
    "olarak "
    "oldu olduğu olduğunu olması olmak olsa olsun olup olur ona ondan onlar onlara onları onların onu onun orada öyle "
    "oysa pek rağmen sadece sanki sen senin siz size sizin sonra şey şimdi şöyle şu şuna şunu tarafından tüm üzere var "
    "vardı ve veya ya yani yapılan yerine yine yok yoksa zaten";

} // namespace akin::stop_words
