"""Words that names are made of, and words that look like names and are none."""

from __future__ import annotations

GIVEN = frozenset(
    """aarav daiki yara wanjiru aaron abdul abdullah abigail abel ada adam adaeze ade adebayo adel adele adrian agnes
    agnieszka ahmad ahmed aidan aileen aisha aishwarya ajay akash akira alan alana alba albert alberto
    aleksandra alejandra alejandro alessandro alex alexander alexandra alexis alfie alfred ali alice alicia
    alina alison allison alma alok alvaro alyssa amanda amara amelia amelie amina amir amit amy ana anastasia
    anders andre andrea andreas andrew andrzej andy angela angelica angie angus anil anita anja anjali ann anna
    anne annette annie annika anthony antoine anton antonia antonio anu anya aoife archie ariana arjun arnold
    arthur arun ashley ashok asif astrid audrey aurora ava ayesha ayo babajide barbara barry beata beatrice
    becky ben benjamin bernadette bernard beth bethany betty bianca bilal bjorn bob bobby boris bradley brandon
    brenda brendan brian brianna bridget bronwyn bruce bruno bryan caitlin callum cameron camila camille candice
    carla carlos carmen caroline carolina carrie catherine cathy cecilia celia cesar chantal charlene charles
    charlie charlotte chelsea cheryl chidi chinedu chiara chioma chloe chris christina christine christoph
    christopher chuck ciara cindy claire clara claudia claudio clement colin connor conor courtney craig
    cristina curtis cynthia damian damien dan dana daniel daniela danielle danny daphne darren dave david debbie
    deborah declan deepa deepak delia denise dennis derek diana diane diego dieter dimitri dinesh dmitri dominic
    dominique donald donna doris dorothy doug douglas duncan dylan ebony eddie edgar edith eduardo edward edwin
    eileen elaine eleanor elena eli elias elijah elisa elise elizabeth ella ellen ellie elliot elsa emeka emil
    emilia emily emma emmanuel enrique eric erica erik erin ernest esther ethan eugene eva evan eve evelyn ewa
    ezra fabian farah farhan fatima federico felicity felix femi fernanda fernando fiona florence folake
    francesca francis francisco francois frances franziska fred freddie frederick freya friedrich gabriel
    gabriela gareth gary gavin gemma geoff geoffrey george georgia georgina gerald gerard geraldine gina giorgio
    giovanni giulia gloria gordon graham greg gregory greta guillaume gustavo gwen habib hamza hana hannah hans
    harriet harry harvey hassan hazel heather hector heidi heinz helen helena helga henrik henry herbert hilda
    hiroshi howard hugh hugo hussein ian ibrahim ifeoma ignacio igor ike imani imran ines inga ingrid irene
    irina isaac isabel isabella isabelle isla ivan ivana jackie jacob jacqueline jacques jake jakub james jamie
    jan jane janet janice javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jess jesse
    jessica jill jim jimmy jo joan joana joanna joanne jodie joe joel johan johanna john johnny jon jonas
    jonathan jordan jorge jose josef joseph josephine josh joshua juan juanita judith judy julia julian julie
    juliet julio jurgen justin justyna kamal kamila karan karen karim karina karl karla kate katarzyna katherine
    kathleen kathryn kathy katie katja kaveh kavita kay kayleigh kayla keith kelechi kelly ken kenneth kenya
    kerry kevin khalid khadija kieran kim kimberly kiran kirsten kirsty klaus krishna kristen kristin kumar
    kwame kyle lara lars laura lauren laurence leah lee leila lena leo leon leona leonard leroy leslie leticia
    lewis li liam lidia lila lina linda lindsay lindsey lisa liz lizzie logan lorenzo lorna lorraine louis
    louise luca lucas lucia lucie lucy luigi luis luisa lukas luke lydia lynn madison maeve magda maggie mahmoud
    malcolm malik manuel marc marcel marco marcus marek margaret maria mariam mariana marie marina mario marion
    marta martha martin martina marvin mary mateo mateusz mathew matilda matt matteo matthew matthias maureen
    maurice maxime maya megan mehmet mei melanie melissa mercy mia michael michal michel michelle miguel mike
    mila ming mikhail miranda miriam mo mohamed mohammad mohammed molly monica monika morgan moritz moses mia
    muhammad muriel nadia nadine nancy naomi natalia natalie natasha nathan neha neil nelson ngozi niamh nick
    nicholas nicola nicolas nicole nigel nikita nikolai nina nisha noah noel nora norman obinna oksana olga
    oliver olivia oluwaseun omar oscar otto pablo paige pamela paolo patricia patrick paul paula pauline pavel
    pedro penelope percy pete peter petra phil philip phoebe pierre piotr pooja prakash pranav preeti priya
    rachel radek rafael raj rajesh rajiv ralph ramesh ramon randy rania raquel rashid raul ravi raymond rebecca
    reece regina rene renee reza rhys ricardo richard rick ricky rita rob robert roberta roberto rodrigo roger
    rohan rohit roland rolf roman romeo ron ronald rory rosa rosalind rosemary rosie ross roxanne roy ruben
    rupert russell ruth ryan sabine sabrina sadie said salma salman sam samantha samir samuel sana sandeep
    sandra sanjay sara sarah sascha saskia scott sean sebastian selina serena sergei sergio seth shane shannon
    sharon shaun shauna sheila shelley sheryl shirley shreya sid sidney siobhan simon simone sinead sofia sonia
    sophia sophie stacey stan stanley stefan stefanie stella stephanie stephen steve steven stuart sunil susan
    susanna susie suzanne svetlana sven sylvia tamara tania tanya tara tariq tatiana ted teresa terry tess tessa
    thabo theo theresa thierry thomas tiffany tim timothy tina toby todd tom tomas tomasz tommy tony tracey
    tracy trevor tristan tunde tyler tyrone uche ulrich ursula usman valentina valerie vanessa vera verity
    veronica vicky victoria vijay vikram vince vincent violeta virginia vivian vivienne vladimir walter wanda
    warren wayne wei wendy werner wilfred willem william wojciech wolfgang xavier yan yasmin yolanda yusuf yuki
    yvette yvonne zach zachary zainab zara zoe zofia zuzanna amaka bella babs big dmitry esi kofi kwesi""".split()
) - {"big", "said", "regina", "kenya"}
"""Given names of many origins, without accents: enough, after a greeting or "my husband", even in small letters."""

NOT_NAMES = frozenset(
    """i'm i've i'll i'd it's that's what's where's here's there's let's we're we've we'll we'd you're you've you'll
    don't can't won't didn't doesn't isn't haven't she's he's they're they've who's a about absolutely account
    actually after afternoon again agent all already also always am amazing amazon an and another any anybody
    anyone anything apologies are as ask at aware away awesome baby back bad baked be because been before being
    best better big both bro brilliant british brother buddy but by bye calling can care cheers christmas
    colleague colleagues come complaints completely concerned confused congratulations contact correct could
    courier currently customer customers daily damaged dear delayed delivered delivery department desperate
    different disappointed disgusted disgusting do does done done dutch english even evening ever every
    everybody everyone everything excellent extremely facebook fed fedex feedback fellow finally fine first
    folks following for french friday friend friends from frustrated furious gentlemen german get getting give
    glad go god going good got great guys had happy has have having he hello help her here hermes hi him his
    hope hoping how however i if im in indian instagram interested irish is it its just kind kindly ladies lads
    last late later let like lol looking lord lost love ma ma'am madam maam man management manager many mate
    maybe me merry missing monday more morning most mme mr mrs ms much my n/a need needs never new next nice
    night no nobody none nope not nothing now of office ok okay old on once one only or order orders our out
    outrageous over parcel patience pending perfect personal please pleased polish possible previously probably
    quick quite ready really received refund regarding regards returns ridiculous right royal sad said sales
    same saturday say saying seems sent services several shall shame she shipped shipping shocked shop should
    sick since sincerely sir sirs so some somebody someone something sometimes sorry spanish spelled spelt speak
    staff stating still store stupid such sunday super support supposed sure surprised talk team terrible than
    thank thanks that the their them then there these they this those thursday tired to today together tomorrow
    tonight too total tracking tried truly trying tuesday twitter unacceptable under unhappy up upset urgent us
    useless using very via waiting want wanted wants warehouse was way we wednesday week welcome well went were
    what when where whether which while who whom whose why willing wish with without wondering working worse
    worst would writing wrong yeah yes yesterday yet you your yours""".split()
)
"""Words that stand where names do, and aren't any."""

BRANDS = frozenset(
    """adidas alexa amazon android apple argos aldi asos asus audi bosch canon dell dhl disney dpd dyson ebay evri
    facebook fedex garmin google gls hermes hotpoint ikea instagram iphone ipad klarna lego lenovo lg lidl
    microsoft netflix nike nintendo nokia panasonic parcelforce paypal philips playstation puma samsung siri
    siemens sony spotify tesco tnt toshiba ups usps visa whatsapp windows xbox yodel zara chatgpt""".split()
)
"""Companies and devices that people speak to or of."""

BRANDED = frozenset(
    (
        *("paul smith", "ted baker", "michael kors", "calvin klein", "hugo boss", "tommy hilfiger", "jack wolfskin"),
        *("jack daniels", "ralph lauren", "marc jacobs", "jimmy choo", "alexander mcqueen", "tom ford", "jo malone"),
        *("jamie oliver", "elizabeth arden", "kate spade", "stella mccartney", "vera wang", "john lewis", "john deere"),
        *("johnnie walker", "thomas the", "tommy bahama", "dr martens", "victoria sponge", "victoria beckham"),
        *("laura ashley", "cath kidston", "karen millen", "vivienne westwood", "charlotte tilbury", "bobbi brown"),
        *("tory burch", "carl zeiss", "john frieda", "mary kay", "sally hansen", "harry potter", "emma mattress"),
        *("victoria's secret", "simba mattress", "trader joe", "james bond"),
    )
)
"""Names of people that are names of makers or titles: what is bought, nobody who speaks."""

ORGANISED = frozenset(
    "shop team support service services department store customer care desk company ltd inc gmbh staff".split()
)
"""What a name ends in that is nobody's."""

TOWNS = frozenset(
    "adelaide austin bradley brooklyn carolina chelsea florence georgia jordan lincoln paris sydney virginia".split()
)
"""Given names that are places as well."""

COMMON_WORDS = frozenset(
    """abbey amber amour angel april apple archer art ash august autumn bailey baker ball bank banks barber barn baron
    bay beach bean bear bell berry best bill bird bishop black blake bless bliss bloom blue bond booker booth
    bow brand branch bridge bright brook brooks brown buck bud bush butcher butler button byrne candy cannon
    carol carpenter carter case cash castle chan chance chase cherry chip christian church clay cliff cloud
    coffey cole cook cooper cotton cox crane crisp cross crystal curry dale daisy dash dawn day dean dee dew
    dick dolly dove drake drew duke early earl east easter ever faith fern ferry field fields finch fisher flint
    flora flower forest forge foster fountain fox frank frost gale gay gene gift gill ginger glass glen gold
    golden good grace grand grant graves gray green grey guy hale hall hand hardy harmony hart hawk hay hays
    hazel heart heath heather heaven hedge hill holiday holly honey hood hook hope house hunt hunter ivory ivy
    iris jack jade jasmine jay jean jet jewel jolly joy jo june justice keen king kitty knight lake lamb lance
    land lane large lark law lee levy lily little lock long lord lou louis love low luck lucky lynch major mark
    marsh mason max may mays mead melody mercer mercy merry miles mill miller mills min miss mo moon more
    morning moss mount nelly new nick noble noon norm north oak olive page paige park parker parks pat patience
    paul peace pearl peg penny pepper pet pickle pierce pike piper pitt place pollard pond pool poole pope
    porter posh potter powers precious price prince pro prudence queen quick rain randy ray read red reed rey
    rhodes rice rich ridge ring rivers rob robin rock rocky roll roman rose rowan ruby rusty rush sage sales
    sandy savage self shade sharp shaw shell shepherd short sierra silver singer sky skinner sky small smart
    smith snow so son south spark spring star starr steel stern stone storm street strong sue sum summer summers
    sun sunny swan sweet tan tanner tate taylor temple thorn tiger tin toy trinity true tucker turner van victor
    vine violet wade walker wall ward waters way weaver webb wei well wells west white will wills wine winter
    wise wolf wood woods woody worth wren wright yates young yun""".split()
)
"""Names that are words as well: masked only where they begin with a capital and don't open a sentence."""

MONTHS = frozenset({"april", "august", "may", "june", "summer", "autumn", "winter", "spring"})
"""Names that are times of the year as well."""
