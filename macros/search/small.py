"""List the words that nobody looks for by themselves: they tell little of what is meant, and the texts are full of them."""

from collections.abc import Mapping

SMALL: Mapping[str, str] = {
    "fi": """
        ja tai sekä että jos kun kuin niin myös vain vielä jo ei en et eivät emme ette ole olen olet olla oli on ovat olisi
        se sen sitä siitä siihen siinä sille ne niitä niiden niihin niistä niille hän hänen häntä hänelle häneltä he heidän heitä
        minä minun minua minulle mä mun mulla sinä sinun sinua sinulle sä sun me meidän meille te teidän teille
        tämä tämän tätä tässä tästä tähän nämä näitä näiden joka jonka jota jossa josta johon jolla jolle jotka joita joiden joissa joista
        mikä mitä minkä missä mistä mihin miten millä millainen millaista milloin miksi kuka kenen ketä kenelle keneltä kuinka
        onko voiko voi voin voit voivat saako saa saan saat saavat saisin saisi pitää pitääkö täytyy tulee
        kanssa varten kuten eli esim mukaan nyt sitten siis mutta vaan koska vaikka asti joku jokin jotain jotakin jonkun
    """,
    "en": """
        a about all am an and any are as at be been being but by can could do does did for from get gets had has have he her him his how
        i if in into is it its me my no not of on or our out she so some that the their them then there these they this those to us was
        we were what when where which who whose why will with would you your
    """,
    "sv": """
        och eller att om när som så också bara inte är var vara blir har hade kan ska skall får måste den det de dem en ett i på av för
        till från med utan vid hur vad vem vilken vilka vilket varför jag du han hon vi ni man sig sin sitt sina min mitt mina din ditt
        dina detta denna dessa finns
    """,
}


def words(language: str) -> list[str]:
    """Return the small words of a language."""
    return SMALL.get(language, "").split()
