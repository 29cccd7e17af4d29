"""Spanish words too common to show that a message was heard, without accents."""

COMMON = frozenset(
    """para porque cuando donde quien cuanto entonces tambien ahora siempre nunca antes despues todavia mientras desde
    hasta sobre entre contra segun usted ustedes nosotros ellos ellas estos estas estaba estoy estan estamos tengo tiene
    tienen tenemos puede puedo pueden podria quiero quiere hacer hecho haber habia hubiera seria somos fueron siendo
    mucho mucha muchos muchas poco nada nadie alguien alguno alguna otros otras mismo misma cosas gracias favor bueno
    buenos buenas hola dias horas semana semanas pedido pedidos paquete envio entrega tienda cliente dinero problema
    correo mensaje numero producto articulo ayuda decir dicho saber verdad manera parte solo aqui alli mejor peor
    menos bastante demasiado vamos vaya digame parece espero quedo""".split()
)
