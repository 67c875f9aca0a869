"""Word lists of the scorer.

Function words are the closed classes of English. The abstract, hype and hedge lists were collected by reading
marketing plans that say nothing; they hold words that fit any company. Assets and roles are things and people that a
plan can point at; common words are the everyday verbs and nouns of business prose. No list decides alone: each only
moves a share that saturates.
"""

from scoring.words import listed, stem

ARTICLES = frozenset({"a", "an", "the"})

FUNCTION = listed(
    """
    a about above after again against all also although am an and another any are as at be because been before
    being below between both but by can cannot could did do does doing done down during each either else every
    few for from further had has have having he her here hers him his how i if in instead into is it its itself
    just least less let like many may me might more most much must my neither never no nobody nor not nothing of
    off on once one only onto or other others our ours out over own per rather same she should since so some
    somebody something such than that the their theirs them themselves then there these they this those though
    through to too under unless until up upon us very was we were what when where whether which while who whom
    whose why will with within without would yet you your yours
    """
)

AFTER_ARTICLE_IMPOSSIBLE = listed(
    """
    a an the of to and or but is are was were be been has have had he she it they we i that which who from with
    by at into onto because if so than does did will would can could should must not
    """
)

_ABSTRACT_WORDS = listed(
    """
    ability achieve achievable action actionable advantage align alignment amplify approach appeal appropriate
    aspect asset attention attract audience authentic authority aware awareness benefit best better boost brand
    branding business campaign challenge change channel choice clear collaborate communicate communication
    community company compelling compete competition competitive competitor comprehensive connect consistent
    consistency consumer content continue convert create creative culture customer cutting deep deliver demand
    develop differentiate digital direction drive dynamic easy edge effective effectiveness efficiency efficient
    effort elevate embrace empower enable engage engagement enhance ensure environment essential ever everything
    excellence exceed exceptional execute execution expand expectation experience expertise explore facilitate
    feature fit focus foster framework future gain generate goal good great grow growth guide help helpful high
    holistic ideal identify identity image impact implement important improve improvement increase industry
    influence information initiative innovate innovation innovative insight integrate journey key lasting
    landscape lead leader leadership leading level leverage likely long loyal loyalty make market marketing
    maximise maximize meaningful messaging method mission modern monitor needs need new objective opportunity
    optimal optimise optimize organic outcome outreach overall paradigm passion perception performance personal
    personalise personalize platform position positioning positive potential power powerful practice prioritise
    priority proactive problem professional program progress promise promote promotion proposition prospect
    proven provide purpose quality reach reality regular relationship relevance relevant reliable reputation
    research resonate resource respond retain retention revenue right robust satisfaction scale scalable
    seamless segment share simple smart social solution solve space stand state stay story storytelling
    strategic strategy streamline strength strengthen strong style success successful support sustain
    sustainable synergy tailor tailored target technology thrive today together top touchpoint track traffic
    transform transformation trend trust trusted understand unique unlock update value various vision visibility
    visible vital world
    """
)

ABSTRACT = frozenset(stem(word) for word in _ABSTRACT_WORDS)

_ASSET_WORDS = listed(
    """
    account advert agenda appointment archive article audit basket bill booking brochure button calculator
    calendar call card catalogue chart chat checklist clinic code contract counter database delivery demo desk
    diary directory download draft email envelope event export fair file flyer form forum guide handout hotline
    import inbox interview inventory invoice invitation kit leaflet letter licence license list listing log
    login manual map margin meeting menu newsletter notebook offer onboarding order page panel parcel permit
    phone photo pilot podcast poster price pricing protocol questionnaire quote quotation receipt recording
    refund register registration release renewal report review sample schedule screen screenshot script search
    sheet shelf shop showroom sign slide spreadsheet store subscription survey table template tender test ticket
    trial tutorial van video visit voucher waitlist webinar website workbook workshop
    """
)

_ROLE_WORDS = listed(
    """
    accountant adviser advisor analyst apprentice architect assistant bookkeeper buyer carer chef clerk
    controller coordinator craftsman dentist designer developer director doctor driver editor electrician
    engineer estimator farmer founder freelancer gardener head installer landlord lawyer lead librarian manager
    mechanic nurse officer operator owner parent partner patient pharmacist photographer physician planner
    plumber principal procurement producer programmer pupil purchaser recruiter reporter salesperson scheduler
    secretary student supplier surgeon tax teacher technician tenant therapist trainer vet volunteer writer
    """
)

CONCRETE = frozenset(stem(word) for word in _ASSET_WORDS | _ROLE_WORDS) - ABSTRACT

TIME = listed(
    """
    day days week weeks month months quarter quarters year years hour hours minute minutes monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september october
    november december evening morning weekend tomorrow yesterday today daily weekly monthly quarterly fortnight
    """
)

NUMBER_WORDS = listed(
    """
    two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred
    thousand half third quarter twice dozen first second
    """
)

_COMMON_WORDS = listed(
    """
    add answer ask become begin book bring buy buyer call care change cheap choose close come compare cost count
    cut day deal decide different double drop early end enough fall fast fill find finish firm give hard high home
    hour job keep know last late leave look lose lot low make mean measure money move name near next number offer
    old open order own page paid part pay people person place play plan point price project put question quick
    raise read ready reason right risk run save say second see seen sell send set show side sign size slow small
    spend staff start step stop take talk tell thing think time trial trust try turn use visit wait want watch
    week win work write wrong year
    """
)

COMMON = frozenset(stem(word) for word in _COMMON_WORDS) | ABSTRACT
"""Stems that turn up in any business text, and so say little about whether it is about this brief."""

HYPE = (
    "revolutionary", "revolutionise", "revolutionize", "game-changing", "game changer", "cutting-edge", "cutting edge",
    "world-class", "world class", "best-in-class", "best in class", "next-level", "next level", "unparalleled",
    "unmatched", "groundbreaking", "state-of-the-art", "disruptive", "synergy", "synergies", "skyrocket", "supercharge",
    "unleash", "unlock the power", "take it to the next level", "like never before", "in today's fast-paced",
    "fast-paced world", "stand out from the crowd", "one-stop shop", "turbocharge", "explosive growth", "amazing",
    "incredible", "holistic", "seamless", "robust", "leverage", "thought leadership", "win-win", "paradigm",
)  # fmt: skip

HEDGES = (
    "perhaps", "maybe", "possibly", "potentially", "arguably", "somewhat", "kind of", "sort of", "as appropriate",
    "as needed", "where possible", "to some extent", "more or less", "it could be argued", "generally speaking",
    "in some cases", "and so on", "etc", "various", "a variety of", "and much more",
)  # fmt: skip

PLACEHOLDERS = (
    r"\{\{[^{}\n]{0,60}\}\}",
    r"\{[a-z][\w .-]{1,40}\}",
    r"\[[a-z][a-z'/ -]{2,40}\](?!\()",
    r"\b\d{1,3}\?{2,}",
    r"\((?:town|city|name|date|year|amount|price|company|product|street|place|number|region)\)",
    r"\$\{[^{}\n]{1,40}\}",
    r"\[(?:insert|your|company|name|product|audience|competitor|client|customer|date|month|number|price|city|add|"
    r"fill|to be|metric|action|quote|figure|source|link|tbd|tbc|todo|x+|\.\.\.|…|role|owner|deadline|town|region|"
    r"service|benefit|feature|phone|email|e-mail|address|person|team|industry|problem|amount|percentage|week|year|"
    r"day|topic|headline|image|photo|text|logo|testimonial|brand|url)[^\[\]\n]{0,60}\]",
    r"<(?:insert|your|partner|company|name|client|customer|product|date|number|city|price|add|fill|competitor|first|"
    r"last|industry|audience|amount|figure|xx+)[^<>\n]{0,40}>",
    r"%[A-Z][A-Z_]{2,30}%",
    r"#[A-Z][A-Z_]{1,30}#",
    r"\?{2,} ?%",
    r"(?<= )\?{2,}(?=[ .,;]|$)",
    r"_{3,}",
    r"\.{5,}",
    r"\b(?:TBD|TBC|TBA|TODO|FIXME)\b",
    r"\bN\. ?N\.",
    r"\bX{2,} ?%",
    r"\b[0O]?X{2,}\b",
    r"[€$£] ?X\b",
    r"\bX ?%",
    r"\b(?:lorem ipsum|dolor sit amet)\b",
    r"\b(?:dummy|sample|filler|placeholder) (?:text|copy|image)\b",
    r"\btext text text\b",
    r"\byour (?:company|business|brand) name\b",
    r"\byour (?:text|logo|headline|slogan) here\b",
    r"\b(?:headline|text|copy|quote|logo|image|photo|story) (?:goes|comes) here\b",
    r"\b(?:insert|paste|add) (?:[\w-]+ ){1,4}here\b",
    r"\bfill(?:ed)? in (?:later|here)\b",
    r"\bplaceholder\b",
    r"\b(?-i:[A-Z]{3,} NAME)\b",
    r":\s*(?:\.{3}|…)\s*$",
    r"@example\.(?:com|org|net)\b",
    r"\b000[ -]?000\b",
    r"\b(?:dd[./-]mm(?:[./-]yy(?:yy)?)?|yyyy-mm-dd|hh:mm)\b",
    r"\b[nxy] (?:per cent|percent|weeks|days|months|years|customers|people|euros?|dollars|pounds|EUR|USD)\b",
    r"\b0{2,}[.,]0{2}\b",
    r"\((?:text|image|figures?|details|copy|photo|quote|number|name|price|more|example|picture|map|table|"
    r"list)?[ ,]?(?:follows?|to follow|to come|coming soon|pending|missing|pick one|choose one|delete as appropriate|"
    r"optional text)\)",
    r"\b(?:content|text|copy|section|page|image|figures|details|picture|quote) (?:to follow|to come|will follow|"
    r"is missing|under construction)\b",
    r"\b(?:headline|option|bullet|benefit|feature|name|product|competitor) 1, (?:headline|option|bullet|benefit|"
    r"feature|name|product|competitor) 2\b",
    r"\b(?:write|describe) (?:[\w-]+ ){0,2}(?:sentences?|paragraphs?|lines?|words|something|text|"
    r"more) (?:[\w-]+ ){0,4}here\b",
    r"(?:(?<=: )|(?<=– )|(?<=— )|(?<=\()|(?<=\bis )|(?<=\bare )|(?<=, ))(?:still |yet )?to be (?:confirmed|announced|"
    r"completed|filled in|advised|supplied|inserted|specified|added)(?= ?(?:[.)\]]|$))",
)
