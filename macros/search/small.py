"""List the words that tell little of what is meant: those that nobody looks for by themselves, and those with which people ask.

The texts are full of the first, so the index has them only in names. The second are looked for like all others, but a page that lacks one
lacks nothing: "am I allowed to", "how many days do I have to". Words that the language inflects stand in the forms that readers type.
"""

from collections.abc import Mapping

SMALL: Mapping[str, str] = {
    "fi": """
        ja tai sekä että jos kun kuin niin myös vain vielä jo ei en et eivät emme ette ole olen olet olla oli on ovat olisi
        se sen sitä siitä siihen siinä sille ne niitä niiden niihin niistä niille hän hänen häntä hänelle häneltä he heidän heitä
        minä minun minua minulle minut minulla minusta mä mun mulla sinä sinun sinua sinulle sinulla sä sun me meidän meille te
        teidän teille
        tämä tämän tätä tässä tästä tähän nämä näitä näiden joka jonka jota jossa josta johon jolla jolle jotka joita joiden joissa joista
        mikä mitä minkä missä mistä mihin miten millä millainen millaista milloin miksi kuka kenen ketä kenelle keneltä kuinka
        onko voiko voi voin voit voivat saako saa saan saat saavat saisin saisi pitää pitääkö täytyy tulee
        kanssa varten kuten eli esim mukaan nyt sitten siis mutta vaan koska vaikka asti joku jokin jotain jotakin jonkun
    """,
    "en": """
        a about all am an and any are as at be been being but by can could do does did for from get gets had has have he her
        herself him himself his how
        i if in into is it its me my myself no not of on or our out she so some that the their them then there these they this
        those to us was
        we were what when where which who whose why will with would you your yourself
    """,
    "sv": """
        och eller att om när som så också bara inte är var vara blir har hade kan ska skall får måste den det de dem en ett i på av för
        till från med utan vid hur vad vem vilken vilka vilket varför jag du han hon vi ni man sig sin sitt sina min mitt mina din ditt
        dina detta denna dessa finns
    """,
}

ASKING: Mapping[str, str] = {
    "fi": """
        monta montako moneen eroa näkee näkyy nähdä maksaako maksavatko paljonko paljon kauanko kauan minne nopeasti pian pakko
        pysty pystyn pystyy pystynkö voinko voidaanko voisi
        voisiko voisin saanko saako saavatko pitäisi pitäisikö täytyykö kannattaa haluan haluaa halua haluaisin haluaisi tarvitsen
        tarvitsee tarvitseeko tarvitsenko menen mennä menee menisi meni tehdä teen tekee teet tekevät tehdään teenkö tekisi antaa annan
        jäin jäi jään jäivät sain sai saatiin tulin tulen tulla tulevat menin tein teki otin otti annoin antoi kävin kävi kysyn kysyin
        hain haen hakee haetaan laitan laittaa pystynkö kuulunko tarvii tarviiko onks saaks voiks pitääks oon oonko mulla mulle mut sulle
        liian kumpi kumman kummalta kummasta ketkä keille joihin
        ottaa otan kertoa kerron kertoo kysyä tietää tiedän tarkoittaa tarkoitetaan tarkoitettu käydä käy kuuluu kuuluuko löytyy löydän
        löytää saada alkaa sanoo sanoa tapahtuu liittyy liittyvä joutuu joutua jää jäädä aikaa varmasti ehkä oikein todella aina usein
        enää kaikki täällä täältä siellä sieltä jonne entä ihan itse sellainen tällainen eräs yksi kaksi asiakas asiakkaan asiakkaani
        asiakasta asiakkaalle asiakkaalla ihminen ihmisen ihmistä ihmiselle henkilö henkilön henkilöä henkilölle
    """,
    "en": """
        many much often ever long soon fast quickly need needs want wants like know think tell told ask say says go goes going went come
        make made pays cost costs difference take takes give given happen happens happened mean means meant use find cannot can't
        able may must might allowed please
        really very still again anyone anybody someone somebody something anything everything person persons people one's client clients
        thing things way ways next am i'm whether should
        whom let lets just even too also only more most same got getting don't doesn't didn't won't isn't aren't i've what's how's
        where's there's shouldn't couldn't wouldn't
    """,
    "sv": "många mycket ofta länge snabbt behöver vill vet tror säger gör göra går gå kommer ger tar hittar finner använder måste borde",
}

OWNED: Mapping[str, str] = {"fi": "ni si nsa mme nne", "en": "s"}  # endings that say whose a thing is, behind all others


def words(language: str) -> list[str]:
    """Return the small words of a language."""
    return SMALL.get(language, "").split()


def asking(language: str) -> list[str]:
    """Return the words of a language with which people ask."""
    return ASKING.get(language, "").split()


def elsewhere(language: str) -> list[str]:
    """Return the small words of the other languages, in which readers may type too: they tell as little."""
    return sorted({word for each in SMALL if each != language for word in (*words(each), *asking(each))})


def owned(language: str) -> list[str]:
    """Return the endings of a language that say whose a thing is: omaisilleni, and childs for child’s."""
    return OWNED.get(language, "").split()
