"""Parts that many Spanish patterns share; patterns use them as ``{es_name}``."""

MACROS: dict[str, str] = {
    "es_muy": "((muy|mucho|muchisimo|tan|tanto|realmente|de verdad|sinceramente|profundamente|bastante) ){0,2}",
    "es_sentir": (
        "(frustrante|molesto|molesta|enfadado|enfadada|enojado|enojada|disgustado|disgustada|preocupado|preocupada|"
        "preocupante|angustiado|angustiada|angustioso|agotador|agotado|agotada|desesperante|desesperado|desesperada|"
        "decepcionado|decepcionada|decepcionante|harto|harta|triste|indignado|indignada|nervioso|nerviosa|dificil|"
        "duro|injusto|incomodo|estresante|impotente|horrible|terrible|fastidioso|doloroso|desagradable|impotencia)"
    ),
    "es_sentimiento": (
        "(frustracion|enfado|enojo|preocupacion|angustia|decepcion|malestar|disgusto|impotencia|molestia|indignacion|"
        "desesperacion|cansancio|estres|nervios|rabia|tristeza)"
    ),
    "es_le": "(le|les|te|os|se lo|se la|se los|se las|te lo|te la)",
}
