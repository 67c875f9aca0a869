"""What may not be promised in health, law and money, and the ways of promising it."""

import re

_HEALTH = (
    r"pain\w*|migraines?|headaches?|hair|blood pressure|blood sugar|weight|kilos?|kg|crutches|insulin|diseases?|"
    r"illness\w*|cancer|tumou?rs?|anxiety|panic|depressi\w+|addict\w*|"
    r"cravings?|insomnia|sleep\w*|wrinkles?|teeth|tooth|gums?|allerg\w+|asthma|eczema|acne|skin|arthritis|joints?|"
    r"knees?|backs?|hips?|shoulders?|scars?|infections?|fertil\w+|pregnan\w+|"
    r"bab(?:y|ies)|symptoms?|medication|pills|tablets|glasses|hearing|eyesight|vision|implants?|fillings?|drill|"
    r"surgery|operations?|treatments?|therap(?:y|ies)|cures?|heal\w*|recover\w*|"
    r"health\w*|well again|mobility|walks?|crippl\w*|stutter\w*|phobias?|smok\w+|drink\w*|cholesterol|immune|"
    r"virus\w*|flu|colds?|fever|inflammation|stress|burnout|trauma|years younger"
)
_LAW = (
    r"cases?|courts?|judges?|jury|verdicts?|claims?|custody|licen[cs]es?|fines?|penalt\w+|convictions?|acquit\w*|"
    r"lawsuits?|appeals?|divorces?|settlements?|compensation|dismissals?|"
    r"evictions?|visas?|permits?|citizenship|asylum|residence|inheritance|wills?|contracts?|prison|charges?|"
    r"trademarks?|patents?|damages"
)
_MONEY = (
    r"funds?|returns?|pensions?|portfolios?|money|savings?|debts?|debt-free|loans?|mortgages?|interest|tax(?:es)?|"
    r"tax office|banks?|insurers?|refunds?|dividends?|shares?|stocks?|bonds?|coins?|crypto\w*|"
    r"bitcoins?|gold|profits?|yields?|capital|invest\w*|nest egg|wealth\w*|rich|millionaire\w*|income|credit|"
    r"payouts?|policy|premiums?|gains?|per cent|percent|%|euros?|dollars?|pounds|EUR|USD|GBP"
)
MATTER = re.compile(rf"(?i)(?<!\w)(?:{_HEALTH}|{_LAW}|{_MONEY})(?!\w)")
"""A thing whose turn for the better may not be promised."""

SURE = re.compile(
    r"(?i)\b(?:guarante\w+|certain(?:ty|ly)?|definitely|without (?:any |a )?(?:doubt|fail|exception)|no doubt|"
    r"undoubtedly|doubtless|beyond (?:any )?doubt|for sure|surely|assured|assure you|"
    r"will [^.;]{0,60}in writing|going to [^.;]{0,60}in writing|whatever (?:happens|the \w+ (?:does|say|says|do|"
    r"think|thinks|decides?))|no matter (?:what|how|which|"
    r"who)|come what may|inevitabl[ey]|every time|in (?:every|each|any|all) (?:single )?cases?|"
    r"(?:only|just|merely|simply) a (?:question|matter) of|as good as|foregone conclusion|(?:give|"
    r"have) (?:you )?(?:our|my) word|rest assured|count on it|bank on it|bet on it|"
    r"for good\b(?! reasons?)|for ?ever|permanently|for life|lifelong|(?:a|your whole|"
    r"the rest of your) life(?:time)?|never again|never (?:\w+ ){1,5}again|never (?:lost?|losing|fail\w*|lose|pay|"
    r"paid|need|hurt|return|relapse\w*)|"
    r"no longer (?:need|suffer|hurt|pay)|ever (?:need|suffer|pay|have|feel|hurt|worry)[^.;]{0,30}\bagain|"
    r"once and for all|belongs? to the past|things? of the past|is history|"
    r"is behind you|no way (?:the|that|you|they|we)|cannot (?:lose|fail|go wrong)|can't (?:lose|fail|"
    r"go wrong)|impossible (?:to lose|not to)|only (?:knows? )?one (?:direction|way)|always (?:works?|wins?|heals?|"
    r"recovers?|succeeds?|pays? off|gets?)|"
    r"(?<=, )promised|(?<=– )promised|full stop|that simple|it's that easy|safe (?:\d|[a-z]+ per ?cent|return|income|"
    r"profit|bet)|sure (?:thing|win|bet|way)|fail-?safe|fool-?proof|bulletproof|proof against|"
    r"100 ?%|one hundred per ?cent|success rate|(?:make sure|ensure|see to it|secure) (?:that )?(?:the|your|"
    r"you)\b[^.;]{0,40}\b(?:granted|won|win|approved|gone|cured|paid out|dismissed|cancelled|reduced|healed|doubled|"
    r"healthy|free|rich)|"
    r"bound to|destined to|sure to|certain to|set to double|risk-free|no risk|zero risk|without (?:any )?risk|"
    r"without risks?|no side[- ]effects|without (?:any )?side[- ]effects|no exceptions?|"
    r"or your money back|full refund if|nobody who [^.;]{0,60}will (?:ever|never)|nobody ever|no (?:patient|client|"
    r"investor|member) (?:ever|of ours|"
    r"has)|all (?:of )?our (?:patients|clients|investors)|every (?:one of our |single )?(?:patient|client|investor|"
    r"case|customer)|"
    r"whoever (?:comes|joins|invests|follows|signs|books|trusts)|anyone who (?:comes|joins|invests|follows|signs)|"
    r"works for every\w*|always works|miracle\w*|instant(?:ly)? (?:relief|cure)|overnight)\b|100 ?%"
)
"""A way of saying that something will come out well whatever happens."""

COMING = re.compile(
    r"(?i)\b(?:you|your \w+|patients|clients|he|she|they|it|child|children|pain|hair|money|pension|case|fund|skin|"
    r"weight|treatment|implant)\b[^.;]{0,40}\b(?:will|'ll|is going to|are going to|going to) (?:\w+ly )?(?:be|have|"
    r"get|win|lose|"
    r"double|triple|grow|rise|walk|sleep|read|see|hear|recover|heal|disappear|vanish|stop|receive|keep|pass|earn|"
    r"save|feel|pay|return|fall|drop|sink|conceive|quit|live)\b[^.;]{0,60}\b(?:by (?:easter|christmas|summer|winter|"
    r"autumn|spring|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|"
    r"next|the end)|in (?:\w+ )?(?:days?|weeks?|months?|years?|sessions?)|within (?:\w+ ){1,2}(?:days?|weeks?|"
    r"months?|sessions?)|"
    r"after (?:\w+ ){1,2}(?:days?|weeks?|months?|sessions?|treatments?|visits?))\b"
    r"|\b(?:after|in|within) (?:only |just )?(?:\w+ ){1,2}(?:days?|weeks?|months?|sessions?|treatments?|"
    r"visits?)\b[^.;]{0,40}\b(?:is|are|you(?:'re| are)|will be) (?:\w+ )?(?:gone|normal|cured|healed|free of|healthy|"
    r"pain-free|fit|"
    r"well again|rid|yours|won|doubled|clear|younger|slim|straight|white)\b"
    r"|\b(?:walks?|sleeps?|sees?|hears?|runs?|lives?) (?:again )?without (?:\w+ )?(?:crutches|pain|pills|tablets|"
    r"glasses|medication|insulin|fear|stick|aids?)\b|\byears younger\b|\bgrows? back\b"
    r"|\bput \S+ in and (?:take|get) \S+ out\b|\bturns? \S+ into \S+\b"
)
"""An improvement with its date, said as a fact to come."""

HEDGED = re.compile(
    r"(?i)\b(?:may|might|could|can fail|can't promise|cannot promise|can not promise|do not promise|don't promise|"
    r"never promise|not promise|no promise|some (?:patients|clients|people|cases)|often|usually|sometimes|"
    r"perhaps|probably|not every\w*|not all|no guarantees?|not (?:be )?guarantee\w*|not a guarantee|never guarantee|"
    r"cannot guarantee|depends?|if|unless|whether|would|hope|aim|target|goal|count|measure|ask|record|"
    r"how many|share of|of (?:ten|\d+)|test|assum\w+|guess|expect|fails?|refus\w+|do not (?:say|write|claim|print)|"
    r"don't (?:say|write|claim|print)|avoid|never (?:say|write|claim|print)|instead of|warranty|"
    r"call(?:ed)? back|working days?|appointment|letter|filing|filed|deposit is|fee is|in case of)\b"
)
"""What turns such a sentence into a possibility, a question, a number to be counted, or an act of ours."""
