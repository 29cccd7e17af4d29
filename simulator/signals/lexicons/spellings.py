"""How words are written out before rules see them: contractions, chat spellings, common typos, British forms."""

CONTRACTED: dict[str, str] = {
    "m": "am",
    "re": "are",
    "ll": "will",
    "ve": "have",
    "d": "would",
    "em": "them",
    "can": "cannot",
    "won": "will not",
    "shan": "shall not",
    "ain": "is not",
    "ma": "will",
    "don": "do not",
}
"""What stands after an apostrophe, and heads of "n't" that change their form."""

IS_AFTER = frozenset(
    """it that what there here he she who where how when why this everything something nothing everyone nobody
    today tomorrow all""".split()
)
"""Words after which an 's is a verb, not a possessive."""

_TYPED = """
    tel=tell|wat=what|wot=what|woz=was|wos=was|wen=when|wher=where|thier=their|cos=because
    im=i am|iam=i am|ive=i have|youre=you are|youve=you have|youll=you will|theyre=they are|weve=we have
    thats=that is|whats=what is|wheres=where is|hows=how is|theres=there is|heres=here is|lets=let us
    dont=do not|doesnt=does not|didnt=did not|cant=cannot|couldnt=could not|wouldnt=would not
    shouldnt=should not|wont=will not|isnt=is not|arent=are not|wasnt=was not|werent=were not|hasnt=has not
    havent=have not|hadnt=had not|aint=is not|mustnt=must not|shant=shall not|neednt=need not|gonna=going to
    wanna=want to|gotta=must|gimme=give me|lemme=let me|kinda=kind of|dunno=do not know|u=you|ur=your|yr=your
    ya=you|r=are|urself=yourself|yourselve=yourself|b4=before|2day=today|2moro=tomorrow|tmrw=tomorrow
    tmr=tomorrow|tomoro=tomorrow|tommorow=tomorrow|tommorrow=tomorrow|tomorow=tomorrow|2nite=tonight
    tonite=tonight|pls=please|plz=please|plse=please|pleas=please|plese=please|pleease=please|thx=thanks
    tnx=thanks|thnx=thanks|thanx=thanks|thks=thanks|tks=thanks|ty=thank you|thankyou=thank you
    tysm=thank you so much|cheers=thanks|abt=about|bout=about|cuz=because|coz=because|bcoz=because|bc=because
    becuase=because|becouse=because|wiv=with|msg=message|msgs=messages|hv=have|hav=have|shud=should|cud=could
    wud=would|shld=should|cld=could|wld=would|rly=really|rlly=really|realy=really|v=very|vry=very|def=definitely
    defo=definitely|probs=probably|prob=probably|info=information|ppl=people|sth=something|smth=something
    asap=as soon as possible|omg=oh my god|idk=i do not know|np=no problem|nvm=never mind|ok=okay|k=okay|kk=okay
    yep=yes|yup=yes|yeah=yes|yea=yes|yh=yes|ye=yes|nope=no|nah=no|hiya=hi|hey=hi|heya=hi|helo=hello|hallo=hello
    hullo=hello|soz=sorry|sry=sorry|srry=sorry|sory=sorry|sorrry=sorry|soory=sorry|sorri=sorry|sozz=sorry
    apologize=apologise|apologizing=apologising|apologized=apologised|apologizes=apologises|apoligise=apologise
    apoligize=apologise|appologise=apologise|appologize=apologise|apologyze=apologise|apoligies=apologies
    appologies=apologies|apologys=apologies|apoligy=apology|appology=apology|realize=realise|realized=realised
    recognize=recognise|organize=organise|organized=organised|prioritize=prioritise|summarize=summarise
    summarizing=summarising|finalize=finalise|finalized=finalised|color=colour|colors=colours|favor=favour
    favorite=favourite|honor=honour|honored=honoured|canceled=cancelled|canceling=cancelling|behavior=behaviour
    catalog=catalogue|center=centre|inquiry=enquiry|inquiries=enquiries|practise=practice|program=programme
    traveled=travelled|frustating=frustrating|frusterating=frustrating|frustrateing=frustrating
    fustrating=frustrating|frusturating=frustrating|frustated=frustrated|fustrated=frustrated
    frusterated=frustrated|frustation=frustration|fustration=frustration|dissapointed=disappointed
    disapointed=disappointed|dissappointed=disappointed|disappointd=disappointed|dissapointing=disappointing
    disapointing=disappointing|dissappointing=disappointing|dissapointment=disappointment
    disapointment=disappointment|inconvience=inconvenience|inconvinience=inconvenience
    inconvenence=inconvenience|incovenience=inconvenience|inconveniance=inconvenience
    inconvienience=inconvenience|inconveniences=inconvenience|incoveniences=inconvenience|undestand=understand
    understant=understand|undertand=understand|unnderstand=understand|undrstand=understand|understnd=understand
    understad=understand|recieve=receive|recieved=received|recive=receive|recived=received|receieve=receive
    delievery=delivery|delivary=delivery|delivry=delivery|delivrey=delivery|delevery=delivery|adress=address
    addres=address|refound=refund|refunf=refund|definately=definitely|definatly=definitely|definitly=definitely
    imediately=immediately|immediatly=immediately|immediatley=immediately|emediately=immediately
    unfortunatly=unfortunately|unfortunatley=unfortunately|unfortunetly=unfortunately
    responsability=responsibility|responsable=responsible|happend=happened|hapened=happened|hapen=happen
    waitting=waiting|wating=waiting|tracing=tracking|traking=tracking|freind=friend|wich=which|teh=the|adn=and
    taht=that|waht=what|yuo=you|wiht=with|thier=their|alot=a lot|ofcourse=of course|eachother=each other
    infact=in fact|aswell=as well|incase=in case|atleast=at least|noone=no one|birhtday=birthday|bday=birthday
    brithday=birthday|satrday=saturday|saterday=saturday|wensday=wednesday|wednsday=wednesday|thurday=thursday
    tusday=tuesday|tue=tuesday|tues=tuesday|thu=thursday|thur=thursday|thurs=thursday|fri=friday|hrs=hours
    hr=hour|mins=minutes|wk=week|wks=weeks|yrs=years|cannnot=cannot|canot=cannot|calme=calm|clam=calm
    dosent=does not|doesent=does not|dident=did not|youself=yourself|yourslef=yourself|truely=truly
    sincerly=sincerely|sincerley=sincerely|greatful=grateful|pacience=patience|patients=patience
    assistence=assistance|wether=whether|beleive=believe|belive=believe|aggrivating=aggravating
    agravating=aggravating|anoying=annoying|annoyng=annoying|anoyed=annoyed|horible=horrible|terible=terrible
    unaceptable=unacceptable|unacceptible=unacceptable|rediculous=ridiculous|ridiculus=ridiculous
    embarassing=embarrassing|embarrasing=embarrassing|embarassed=embarrassed|worring=worrying|worryed=worried
    worrysome=worrying|stressfull=stressful|awfull=awful|dreadfull=dreadful|misstake=mistake|mistak=mistake
    falt=fault|resolv=resolve|resolveed=resolved|solvd=solved|adviced=advised|pateince=patience
    aprreciate=appreciate|apreciate=appreciate|appriciate=appreciate|apprecaite=appreciate|vouchar=voucher
    ima=i will|imma=i will|il=i will|ill=i will|shuold=should|wuold=would|cuold=could|evry=every|sned=send|wriet=write
    lok=look|chek=check|hrad=hard|mony=money|weaks=weeks|wiat=wait|twise=twice|mondey=monday|firday=friday|maks=makes
    wetin=what|undrestand=understand|parcle=parcel|parsel=parcel|pacel=parcel|currier=courier|suprise=surprise|suprised=surprised
    seperate=separate|untill=until|til=until|till=until|wil=will|wll=will
"""

SPELLINGS: dict[str, str] = {
    typed: meant
    for line in _TYPED.strip().splitlines()
    for typed, _, meant in (entry.partition("=") for entry in line.strip().split("|"))
}
"""Word as typed (lower case, no accents) -> words as rules know them."""

KEYWORDS = frozenset(
    """frustrating frustrated frustration disappointed disappointing disappointment understand understandable
    understood apologise apologies apology inconvenience birthday delivery delivered delivering tracking courier refund
    refunded replacement immediately definitely unfortunately personally responsible responsibility policy possible
    impossible supervisor manager colleague completely absolutely sincerely worried worrying annoying annoyed stressful
    terrible horrible unacceptable ridiculous furious receive received address monday tuesday wednesday thursday friday
    saturday sunday tomorrow tonight morning afternoon evening please happened happening waiting arrived expected
    promise promised mistake problem question number voucher compensation appreciate patience believe situation
    experience complaint embarrassing exhausted exhausting overwhelmed anxious exactly explain describe frightening
    upsetting terribly because through customer already yourself warehouse wedding present daughter replace exchange
    should would every right check write found release receipt account express broken delay thank telling about wrong
    solution solved settled resolved everything something anything imagine really""".split()
)
"""Words that a slip of the finger must not hide: a letter left out, put in twice or swapped is mended."""
