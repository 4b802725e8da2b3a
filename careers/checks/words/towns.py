"""Towns that ads name, with their English names where these are others."""

ENGLISH = {
    "Köln": "Cologne",
    "München": "Munich",
    "Hannover": "Hanover",
    "Nürnberg": "Nuremberg",
    "Braunschweig": "Brunswick",
    "Wien": "Vienna",
    "Zürich": "Zurich",
    "Genf": "Geneva",
    "Brüssel": "Brussels",
    "Warschau": "Warsaw",
    "Prag": "Prague",
    "Mailand": "Milan",
    "Kopenhagen": "Copenhagen",
    "Den Haag": "The Hague",
    "Straßburg": "Strasbourg",
    "Rom": "Rome",
    "Lissabon": "Lisbon",
    "Luzern": "Lucerne",
    "Basel": "Basle",
}
NAMES = (
    *"""Aachen Augsburg Bamberg Bayreuth Berlin Bielefeld Bochum Bonn Bottrop Brandenburg Bremen
    Bremerhaven Celle Chemnitz Coburg Cottbus Darmstadt Dessau Detmold Dortmund Dresden Duisburg
    Düsseldorf Eisenach Emden Erfurt Erlangen Essen Esslingen Eutin Flensburg Frankfurt Freiburg
    Fulda Fürth Gelsenkirchen Gera Gießen Göttingen Görlitz Greifswald Gütersloh Hagen Halberstadt
    Halle Hamburg Hameln Hamm Hanau Heidelberg Heilbronn Herford Hildesheim Hof Ingolstadt Jena
    Kaiserslautern Karlsruhe Kassel Kempten Kiel Koblenz Konstanz Krefeld Landshut Leipzig
    Leverkusen Lübeck Lüneburg Magdeburg Mainz Mannheim Marburg Minden Münster Neubrandenburg
    Oldenburg Osnabrück Paderborn Passau Pforzheim Plauen Potsdam Regensburg Remscheid Reutlingen
    Rosenheim Rostock Saarbrücken Salzgitter Schwerin Siegen Solingen Stralsund Stuttgart Suhl Trier
    Tübingen Ulm Weimar Wiesbaden Wilhelmshaven Wismar Wolfsburg Wuppertal Würzburg Zwickau Bern
    Graz Innsbruck Linz Salzburg Winterthur Amsterdam Utrecht Rotterdam Paris Lyon London Madrid
    Luxemburg""".split(),
    *ENGLISH,
)
COMMON = frozenset(
    {"Essen", "Halle", "Hof", "Linz", "Hamm", "Hagen", "Rom", "Celle", "Brandenburg"}
)
"""Towns that are other words, too; only a posting's own locations may be these."""
