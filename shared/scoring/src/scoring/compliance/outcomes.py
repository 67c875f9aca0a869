"""What may not be promised in health, law and money, and the ways of promising it."""

from scoring.compliance.folding import folded

_HEALTH = (
    r"pain\w*|migraines?|headaches?|hair|blood pressure|blood sugar|weight|kilos?|kg|crutches|insulin|diseases?|"
    r"illness\w*|cancer|tumou?rs?|anxiety|panic|depressi\w+|addict\w*|cravings?|insomnia|sleep\w*|wrinkles?|teeth|"
    r"tooth|gums?|allerg\w+|asthma|eczema|acne|skin|arthritis|joints?|knees?|backs?|hips?|shoulders?|scars?|"
    r"infections?|fertil\w+|pregnan\w+|bab(?:y|ies)|symptoms?|medication|pills|tablets|glasses|hearing|eyesight|"
    r"vision|implants?|fillings?|drill|surgery|operations?|treatments?|therap(?:y|ies)|cures?|heal\w*|recover\w*|"
    r"health\w*|well again|mobility|walks?|crippl\w*|stutter\w*|phobias?|smok\w+|drink\w*|cholesterol|immune|"
    r"virus\w*|flu|colds?|fever|inflammation|stress|burnout|trauma|slim|diets?|years younger"
)
_LAW = (
    r"cases?|courts?|judges?|jury|verdicts?|claims?|custody|licen[cs]es?|fines?|penalt\w+|convictions?|acquit\w*|"
    r"lawsuits?|appeals?|divorces?|settlements?|compensation|dismissals?|evictions?|visas?|permits?|citizenship|"
    r"asylum|residence|inheritance|wills?|contracts?|prison|charges?|trademarks?|patents?|damages"
)
_MONEY = (
    r"funds?|returns?|pensions?|portfolios?|money|savings?|debts?|debt-free|loans?|mortgages?|interest|tax(?:es)?|"
    r"tax office|banks?|insurers?|refunds?|dividends?|shares?|stocks?|bonds?|coins?|crypto\w*|bitcoins?|gold|"
    r"profits?|yields?|capital|invest\w*|nest egg|wealth\w*|rich|millionaire\w*|income|credit|payouts?|policy|"
    r"premiums?|gains?|per cent|percent|%|euros?|dollars?|pounds|EUR|USD|GBP"
)
MATTER = folded(rf"(?i)(?<!\w)(?:{_HEALTH}|{_LAW}|{_MONEY})(?!\w)")
"""A thing whose turn for the better may not be promised."""

SURE = folded(
    r"(?i)\b(?:guarante\w+|(?<!nothing )certain(?:ty|ly)?|definitely|without (?:any |a )?(?:doubt|fail|"
    r"exception)|no doubt|"
    r"undoubtedly|doubtless|beyond (?:any )?doubt|for sure|surely|assured|assure you|will [^.;]{0,60}in writing|"
    r"going to [^.;]{0,60}in writing|whatever (?:happens|the \w+ (?:does|say|says|do|think|thinks|decides?))|"
    r"no matter (?:what|how|which|who)|come what may|inevitabl[ey]|every time|in (?:every|each|any|"
    r"all) (?:single )?cases?|(?:only|just|merely|simply) a (?:question|matter) of|as good as|foregone conclusion|"
    r"(?:give|have) (?:you )?(?:our|my) word|rest assured|count on it|bank on it|bet on it|for good\b(?! reasons?)|"
    r"for ?ever|permanently|for life|lifelong|(?:a|your whole|the rest of your) life(?:time)?|never again|"
    r"never (?:\w+ ){1,5}again|never (?:lost?|losing|fail\w*|lose|pay|paid|need|hurt|return|relapse\w*)|"
    r"no longer (?:need|suffer|hurt|pay)|ever (?:need|suffer|pay|have|feel|hurt|worry)[^.;]{0,30}\bagain|"
    r"once and for all|belongs? to the past|things? of the past|is history|is behind you|no way (?:the|that|you|they|"
    r"we)|cannot (?:lose|fail|go wrong)|can't (?:lose|fail|go wrong)|impossible (?:to lose|not to)|"
    r"only (?:knows? )?one (?:direction|way)|always (?:works?|wins?|heals?|recovers?|succeeds?|pays? off|gets?)|"
    r"(?<=, )promised|(?<=– )promised|full stop|that simple|it's that easy|safe (?:\d|[a-z]+ per ?cent|return|income|"
    r"profit|bet)|sure (?:thing|win|bet|way)|fail-?safe|fool-?proof|bulletproof|proof against|100 ?%|"
    r"one hundred per ?cent|success rate|(?:make sure|ensure|see to it|secure) (?:that )?(?:the|your|"
    r"you)\b[^.;]{0,40}\b(?:granted|won|win|approved|gone|cured|paid out|dismissed|cancelled|reduced|healed|doubled|"
    r"healthy|free|rich)|bound to|destined to|sure to|certain to|set to double|risk-free|no risk|zero risk|"
    r"without (?:any )?risk|without risks?|no side[- ]effects|without (?:any )?side[- ]effects|no exceptions?|"
    r"or your money back|full refund if|nobody who [^.;]{0,60}will (?:ever|never)|nobody ever|no (?:patient|client|"
    r"investor|member) (?:ever|of ours|has)|all (?:of )?our (?:patients|clients|investors)|every (?:one of our |"
    r"single )?(?:patient|client|investor|case|customer)|whoever (?:comes|joins|invests|follows|signs|books|trusts)|"
    r"anyone who (?:comes|joins|invests|follows|signs)|works for every\w*|always works|miracle\w*|"
    r"instant(?:ly)? (?:relief|cure)|overnight)\b|100 ?%"
)
"""A way of saying that something will come out well whatever happens."""

COMING = folded(
    r"(?i)\b(?:you|your \w+|patients|clients|he|she|they|it|child|children|pain|hair|money|pension|case|fund|skin|"
    r"weight|treatment|implant)\b[^.;]{0,40}\b(?:will|'ll|is going to|are going to|going to) (?:\w+ly )?(?:be|have|"
    r"get|win|lose|double|triple|grow|rise|walk|sleep|read|see|hear|recover|heal|disappear|vanish|stop|receive|keep|"
    r"pass|earn|save|feel|pay|return|fall|drop|sink|conceive|quit|live)\b[^.;]{0,60}\b(?:by (?:easter|christmas|"
    r"summer|winter|autumn|spring|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|20\d\d|next|the end)|in (?:\w+ )?(?:days?|weeks?|months?|years?|sessions?)|"
    r"within (?:\w+ ){1,2}(?:days?|weeks?|months?|years?|sessions?)|after (?:\w+ ){1,2}(?:days?|weeks?|months?|"
    r"sessions?|treatments?|visits?))\b|\b(?:after|in|within) (?:only |just )?(?:\w+ ){1,2}(?:days?|weeks?|months?|"
    r"sessions?|treatments?|visits?)\b[^.;]{0,40}\b(?:is|are|you(?:'re| are)|will be) (?:\w+ )?(?:gone|normal|cured|"
    r"healed|free of|healthy|pain-free|fit|well again|rid|yours|won|doubled|clear|younger|slim|straight|white)\b|"
    r"\b(?:walks?|sleeps?|sees?|hears?|runs?|lives?) (?:again )?without (?:\w+ )?(?:crutches|pain|pills|tablets|"
    r"glasses|medication|insulin|fear|stick|aids?)\b|\byears younger\b|\bgrows? back\b|\bput \S+ in and (?:take|"
    r"get) \S+ out\b|\bturns? \S+ into \S+\b"
)
"""An improvement with its date, said as a fact to come."""

HEDGED = folded(
    r"(?i)\b(?:may|might|could|can fail|can't promise|cannot promise|can not promise|do not promise|don't promise|"
    r"never promise|not promise|no promise|some (?:patients|clients|people|cases)|often|usually|sometimes|perhaps|"
    r"probably|not every\w*|not all|no guarantees?|not (?:be )?guarantee\w*|not a guarantee|never guarantee|"
    r"cannot guarantee|depends?|if|unless|whether|would|hope|aim|target|goal|count|measure|ask|record|how many|"
    r"share of|of (?:ten|\d+)|test|assum\w+|guess|expect|fails?|refus\w+|do not (?:say|write|claim|print)|"
    r"don't (?:say|write|claim|print)|avoid|never (?:say|write|claim|print)|instead of|warranty|call(?:ed)? back|"
    r"working days?|appointment|letter|filing|filed|deposit is|fee is|by the hour|in case of)\b"
)
"""What turns such a sentence into a possibility, a question, a number to be counted, or an act of ours."""
