"""Turns of phrase that break a safety rule without its usual words: pictures, understatement, and plain statements.

One entry is one way of saying it; what a sentence has to be about besides is the business of the rule that asks.
"""

import re
from typing import Final

from scoring import words
from scoring.compliance.folding import folded

_PEOPLE = (
    "(?:people|customers?|clients?|users?|buyers?|visitors?|guests?|patients?|readers?|shoppers?|parents?|owners?|"
    "firms?|companies|households?|families|members|employees|tenants|drivers|students|humans?|adults|consumers|"
    "subscribers|travellers|couples|homeowners|farmers|managers|teams|shops|restaurants|hotels|schools|men|women|"
    "children|teenagers|pensioners|investors)"
)
_COUNT = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|a hundred|a thousand|hundreds of|thousands of|half a dozen|a dozen)"
)
_PART = (
    rf"(?:{_COUNT} ?(?:%|percent|per cent)|{_COUNT} (?:in|of|out of) (?:every )?{_COUNT}|half|a third|a quarter|"
    rf"a fifth|a tenth|"
    r"two thirds|three quarters|nine tenths|every (?:second|third|fourth|fifth|tenth)|most|the majority)"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return folded("|".join(f"(?:{pattern})" for pattern in patterns))


FINDINGS: Final = _any(
    rf"\b{_COUNT} (?:in|of|out of) (?:every )?{_COUNT} (?:[\w-]+ ){{0,2}}?(?:{_PEOPLE}|homes|boilers|roofs|flats|"
    rf"houses|pets|dogs|cats|horses|start-?ups|businesses|marriages) ",
    rf"\b(?:the )?(?:human )?(?:brain|eye|ear|memory|mind|nose)\b[^.;]{{0,50}}\b{_COUNT}\b",
    rf"\b{_PEOPLE}\b[^.;]{{0,40}}\b(?:gets?|sees?|sells?|earns?|converts?|grows?|wins?|receives?|generates?|has|have|"
    rf"makes?|brings?|spends?|lives?|stays?|pays?|buys?|books?|saves?|loses?|answers?|answered)\b (?:up to |about |"
    rf"on average |at least |nearly |over |roughly )*(?:{_COUNT} ?(?:%|per cent|percent)|twice|three times|"
    rf"four times|{_COUNT} times|half) (?:more|less|fewer|higher|lower|faster|longer|better|as|again|the)\b",
    rf"\b{_PEOPLE}\b[^.;]{{0,30}}\b(?:stay|wait|need|spend|read|look|decide|remember|leave|scan|give|forget|check|"
    rf"compare|visit|see|touch|open|click)\w*\b (?:[\w-]+ ){{0,3}}?{_COUNT} (?:seconds|minutes|hours|days|times|"
    rf"contacts|touches|offers|messages|adverts|websites)\b",
    rf"\b(?:a|an|every|each|the average|one|the typical) (?:[\w-]+ )?(?:customer|client|guest|buyer|visitor|person|"
    rf"patient|shopper|user|complaint|mistake|review|recommendation)\b[^.;]{{0,60}}\b(?:tells?|costs?|brings?|buys?|"
    rf"needs?|spends?|returns?|loses?|reaches?|scares?|drives?|is worth)\b (?:on average |about |up to |away |"
    rf"at least |another |it to )*{_COUNT} (?:others|people|friends|times|more|new|other|further|customers|euros?|"
    rf"dollars?|pounds?|buyers|EUR|USD|GBP)\b",
    rf"\b(?:every|each) (?:year|month|week|day),? (?:more than |over |about |"
    rf"some )?{_COUNT} (?:[\w-]+ )?(?:{_PEOPLE}|homes|boilers|roofs|cars)\b",
    r"\bstatistically\b",
    rf"\b(?:\d[\d,.]{{2,}}|hundreds of|thousands of|{_COUNT} hundred|"
    rf"{_COUNT} thousand) (?:[\w-]+ )?[\w-]+s (?:already |now |have |who )?(?:use|trust|rely|work with|swear by|love|"
    rf"chose|choose) (?:on )?(?:our|us|it|this)\b",
    rf"(?:^|[^\w] )\W*(?:only |just |about |nearly |almost |over |roughly )?(?:{_COUNT} ?(?:%|percent|per cent)|half|"
    rf"a third|two thirds|three quarters|nine tenths) of (?:all )?(?!our|the|these|your|last|its|their|"
    rf"this)(?:[a-z-]+ )?(?:customers|complaints|leaks|accidents|failures|injuries|fires|purchases|divorces|"
    rf"burglaries|errors|mistakes|diseases|orders|claims|cases|projects|homes|marriages|problems|breakdowns|damage|"
    rf"waste|losses) (?:ever )?(?:are|start|begin|come|happen|reach|never|end|stem|arise|occur|go|fail|have|could)\b",
    rf"\b(?:an?|the) (?:typical|average|normal|ordinary) (?:[\w-]+ )?(?:family|household|home|firm|company|customer|"
    rf"person|adult|child|shop|restaurant|hotel|guest|buyer|couple|office) (?!who|that|in our|"
    rf"of ours)\w+ [^.;]{{0,30}}\b{_COUNT}\b",
    rf"\b(?:more than|over|nearly|almost|some|about) {_COUNT} (?:[\w-]+ )?{_PEOPLE} (?:have )?(?:already|now) \w+",
    rf"\b(?:raises?|lifts?|increases?|cuts?|reduces?|boosts?|improves?|lowers?) (?:conversions?|sales|turnover|"
    rf"productivity|trust|response|clicks|revenue|engagement|loyalty|bookings|enquiries) by (?:up to |"
    rf"about )?{_COUNT} ?(?:%|per cent|percent)",
    r"\bit (?:has|is) (?:long |often |well |been |repeatedly |clearly )*(?:proven|proved|shown|established|"
    r"documented|demonstrated) (?:again and again |time and again )?that\b",
    r"\bas (?:surveys?|studies|research|experience|history|practice|every study|all studies|science|the data|"
    r"numbers) (?:keeps? |has |have |clearly |always )*(?:show\w*|confirm\w*|prov\w+|teach\w*|suggest\w*|tell\w*)\b",
    rf"\b(?:only|just|barely|fewer than|less than|more than|over|almost|nearly) {_PART} of (?:all |the |"
    rf"our )?(?:[\w-]+ )?{_PEOPLE}\b[^.;]{{0,30}}\b(?:ever|never|always|still|return|come|read|buy|answer|notice|"
    rf"remember|know|trust|finish|open)",
    rf"\b(?:no|few|hardly any) {_PEOPLE} (?:ever )?(?:reads?|scrolls?|remembers?|waits?|returns?) (?:past|beyond|"
    rf"longer than|after) {_COUNT}\b",
    rf"\b(?:websites?|pages?|shops?|emails?|e-mails?|letters?|adverts?|videos?|"
    rf"posts?) with(?:out)? [^.;]{{2,40}} (?:get|gets|are|is|convert|sell|bring|earn|"
    rf"have)\w* [^.;]{{0,20}}{_COUNT} ?(?:%|per cent|percent|times)",
    r"\b(?:universit(?:y|ies)|harvard|oxford|stanford|mckinsey|gartner|nielsen|forbes) (?:[\w-]+ ){0,3}(?:found|"
    r"says?|shows?|proved|proves|study|research|calculated)\b",
    rf"\bour (?:[\w-]+ )?{_PEOPLE} (?:\w+ ){{0,3}}(?:twice|three times|{_COUNT} times|{_COUNT} ?(?:%|"
    rf"per cent)) (?:more|less|as|faster|longer|happier|fewer|better)\b",
)
"""Statements about how people, firms and markets are, with a number that looks counted."""

ATTACKS: Final = _any(
    r"\b(?:nobody|no one|not a soul|not one|none|no \w+) (?:at|of|from|in|working for) nnn",
    r"\bhas never (?:met|kept|finished|seen|read|heard|learned|known|paid|cleaned|answered) (?:an?|any|its|their|one|"
    r"of)\b",
    r"\bleft hand\b[^.;]{0,30}\bright hand\b",
    r"\b(?:figures|books|numbers|accounts|results|reviews|awards) (?:of [^.;]{2,40} )?(?:are|were|is) (?:cooked|"
    r"invented|made up|doctored|bought|fake\w*|massaged|rigged|a fairy tale)\b",
    r"\bbur(?:y|ies|ied) (?:its|their|all|every|the) (?:[\w-]+ )?(?:complaints?|mistakes?|errors?|failures?|reviews?|"
    r"dead)\b",
    r"\bneeds? a (?:good )?(?:lawyer|doctor|priest|plumber afterwards|second fitter|strong stomach)\b",
    r"\b(?:belongs?|should be|ought to be|will end|ends up) (?:behind bars|in (?:jail|prison|court|a museum|the bin)|"
    r"on trial|locked up|closed down|shut down|out of business)\b",
    r"\b(?:sawdust|mould|mold|rats?|mice|cockroach\w*|lice|fleas|bedbugs|maggots|vermin|hair in|filth|grease|rust|"
    r"asbestos|lead paint|horse ?meat|tap water|leftovers|rubbish|sewage|dust)\b",
    r"\blike (?:dirt|dogs|cattle|slaves|rubbish|idiots|fools|thieves|criminals)\b|\b(?:tastes?|smells?|reeks?|"
    r"stinks?) (?:of|like) ",
    r"\b(?:no|without(?: an?| any)?) (?:[\w-]+ )?(?:licen[cs]es?|qualifications?|permits?|training|papers|idea|clue|"
    r"conscience|shame|scruples|manners)\b",
    r"\b(?:throw\w*|wast\w+|burn\w*) (?:away )?(?:your|their|his|the) (?:money|time)\b|\bmoney down the drain\b",
    r"\bbig words\b|\bhot air\b|\bempty (?:shelves|words|promises|phrases)\b|\ball talk\b|\bsmoke and mirrors\b|"
    r"\bhouse of cards\b|\bcharade\b|\bfarce\b|\bcircus\b",
    r"\bliv(?:es?|ing) off (?:the |its |their )?(?:[\w-]+ )?(?:pensioners|widows|poor|elderly|old people|fear|"
    r"ignorance|mistakes|misery|patients|tenants)\b",
    r"\b(?:sleeps?|slept|snor\w+|naps?|yawn\w*) (?:at|through|while|on the job|behind)\b",
    r"\b(?:could|would|can) ?n[o']t (?:even )?(?:find|tell|spell|recognise|boil|hold|run|fix|tie|organise|manage)\b",
    r"\b(?:runs?|ran) away\b|\bhides? behind\b|\bpasses? the buck\b|\bwashes? (?:its|their) hands\b|"
    r"\bturns? a blind eye\b|\blooks? the other way\b|\bsweeps?\b[^.;]{0,20}\bunder\b",
    r"\b(?:takes?|took) (?:[\w-]+ )?for (?:a ride|fools?|granted)\b|\bpulls? the wool\b|\bsells? (?:you |"
    r"people )?(?:down the river|a pup|snake oil|old wine|a lemon|dreams)\b|\bsnake oil\b",
    r"\b(?:bleeds?|bleeding|suck\w*|squeez\w+|milk\w*|drain\w*) (?:[\w-]+ )?(?:dry|out of|from|its|their|the)\b",
    r"\b(?:black sheep|bad apple|rotten apple|wolf|snake|shark|vulture|parasite|dinosaur|clown|joker|pirate|bandit|"
    r"gangster|mafia|cowboy|crook)s?\b",
    r"\b(?:warn|rescue|save|protect|free|spare) (?:[\w-]+ ){1,4}(?:from|of|against) ",
    r"\bexpos(?:e|ed|es|ing)\b|\bunmask\w*\b|\bname and shame\b|\bdirty (?:secret|trick|laundry|little)\w*\b|"
    r"\bskeletons?\b|\bscandal\w*\b|\bcover-?up\b",
    r"nnn (?:still )?owes\b|\b(?:unpaid|late with|behind on|arrears|insolven\w+|creditors?|receivers?|liquidat\w+)\b",
    r"\b(?:fined|sued|banned|raided|charged with|struck off|blacklisted|convicted|accused|indicted)\b",
    r"\b(?:poor|bad|low|terrible|declining|falling|shrinking) (?:quality|service|work|workmanship|food|manners|"
    r"hygiene|taste|morale)\b",
    r"nnn(?:['’]s (?:[\w-]+ )?[\w-]+)? (?:\w+ )?(?:broke|fails?|failed|collapsed?|leaks?|leaked|burn(?:s|t|ed)?|"
    r"explod\w+|cracks?|peels?|rots?|stinks?|smells?)\b",
    r"\b(?:lies|lied|liar|cheat|cheats|trick|tricks|fool|fools|con|cons|rob|robs|swindle|swindles|betray\w*|"
    r"abandon\w*|neglect\w*|ignor(?:es?|ed|ing)) (?:[\w-]+ )?(?:about|its|their|the|his|her|you|people|customers|"
    r"clients|everyone|buyers|tenants|patients|complaints?)\b",
    r"\b(?:what|how|that) [^.;]{2,40} (?:dares?|has the nerve|has the cheek|calls? (?:it|that|this|itself|service|"
    r"quality|bread|food|craft|advice|support))\b",
)
"""Ways of running a named firm down."""

PUTDOWNS: Final = _any(
    r"\bput our [^.;]{2,40} (?:beside|next to|against)\b|\byou will laugh\b|\bno comparison\b|\bsee the difference\b|"
    r"\bday and night\b|\bnight and day\b|\bworlds? apart\b|\bapples and oranges\b",
    r"\b(?:does|do|did|would|will) ?n[o']t stand a chance\b|\bhas no chance\b|\bnot a chance\b|"
    r"\bhopelessly (?:behind|slow|outclassed)\b|\bcan pack up\b|\bmay as well (?:close|give up)\b",
    r"\bn{3,},? included\b|n{3,} is (?:the |even the )?(?:slower|dearer|worse|weaker|poorer|pricier|costlier|ruder|"
    r"duller)\b",
    r"\b(?:\w+er|more [\w-]+) than (?:those|that|the [\w-]+|anything) (?:of|from|at|by) n{3,}",
    r"\beverything n{3,} (?:does|offers|has|can|sells|makes)\b|\bunlike n{3,},? (?:we|our [\w-]+) (?:\w+ )?(?:real|"
    r"true|genuine|honest|proper|actually|really|care|cares|listen|listens|know|understand)\b",
    r"\b(?:nobody|no one|few|hardly anybody)\b[^.;]{0,40}\b(?:goes?|went|returns?|switch\w*|misses|miss|"
    r"looks?) (?:back )?(?:to |at )?n{3,}",
    r"n{3,} is (?:yesterday|history|the past|outdated|over|finished|a relic)\b|\bwins? (?:\w+ )?(?:against|"
    r"over) n{3,}|n{3,} (?:never|hardly|barely|doesn't|cannot|can't) (?:reach|match|meet|come|attain|approach|"
    r"equal)\w*",
    r"\bsecond (?:place|choice|fiddle|best|division|league|tier)\b|\brunners?-up\b|\balso-rans?\b|\bsilver medal\b|"
    r"\bwooden spoon\b|\blast year's\b|\byesterday's\b|\bold hat\b|\bout of date\b|\bstone age\b",
    r"\b(?:nobody|no one|who|why would anyone|you (?:no longer|don't|never)) (?:still )?needs? ",
    r"\bfirst (?:us|we)\b|\bthen nothing\b|\bwe (?:come|are|go) first\b|\bwe are (?:the )?(?:leaders?|champions?|"
    r"real ones?|original|future|answer|standard|benchmark|yardstick|masters?|experts?)\b",
    r"\band better\b|\bonly better\b|\bbut better\b|\bwe (?:simply |just )?(?:do it|know) better\b|"
    r"\bthan n{3,} (?:ever|could|would|dares?)\b|\bmore than (?:all|the whole|everybody|anyone)\b",
    r"\bno better (?:choice|firm|place|option|address|partner)\b|\bcertainly not\b|\blet alone\b|\bnot even\b|"
    r"\bleast of all\b|\bincluding\b[^.;]{0,40}\bours\b",
    r"\b(?:catch up|keep up|follow us|copy us|imitate us|try to be us|green with envy|envy us|envies us|jealous|"
    r"in our shadow|eats? our dust|bites? the dust|from behind)\b",
    r"\b(?:cannot|can't|could never|will never|would never|never) (?:be|do|offer|match|reach|give|deliver|provide|"
    r"have|get) (?:what|as|like|half|anything like|so) ",
    r"\b(?:a|the) (?:bicycle|donkey|tractor|toy|cheap copy|poor copy|copy of us|imitation|shadow|pale \w+|beginner|"
    r"apprentice|amateur|dwarf)\b",
    r"\b(?:beat|beats|beaten|outshine|outsell|outlast|outclass|outdo|overtake|leave|leaves|"
    r"left) (?:[\w-]+ ){0,3}(?:hands down|easily|every time|by (?:far|miles|a mile)|in every|on every|standing|"
    r"behind)\b",
)
"""Ways of placing oneself above a named firm."""

CERTAINTIES: Final = _any(
    r"\bthat(?:'s| is) a promise\b|\bor we pay\b|\bor it(?:'s| is) free\b|\bas safe as\b|\bas sure as\b|"
    r"\bmark our words\b|\btake our word\b|\bhand on heart\b|\bno ifs\b|\bno buts\b|\bwithout question\b",
    r"\b(?:nobody|no one) (?:has )?ever (?:left|lost|had|needed|failed|regretted|come|came)\b|\b(?:nobody who|"
    r"no patient|no client|not one of|none of our|not a single) [^.;]{0,40}\b(?:ever|yet)\b",
    r"\b(?:each|every one|all|every) of our [^.;]{0,40}\b(?:has|have|is|are|got|gets|won|wins|doubled|recovered|"
    r"slept|walked)\b",
    r"\b(?:cannot|can't|could not|has to|have to|must) (?:say no|refuse|lose|go wrong|decide against|reject)\b",
    r"\bwe (?:always )?win\b|\bwe (?:get|bring|make|turn|take away|remove|erase|end|stop|beat|defeat|cure) (?:you|"
    r"your|every|any|all|the) ",
    r"\b(?:completely|entirely|totally|fully|wholly|altogether) (?:gone|cured|healed|disappear\w*|vanish\w*|free|"
    r"recovered|restored|pain-free|safe|secure|tax-free)\b|\b(?:disappear|vanish|melt|heal|recover)s? (?:completely|"
    r"entirely|totally|fully|for good|overnight|by itself|within)\b",
    r"\b(?:stops?|ends?|cures?|removes?|erases?|beats?|dissolves?|banishes?|wipes out) (?:every|all|any|each|"
    r"even the worst|the worst|your)\b",
    r"\bat least (?:double|doubled|tripled|twice)\b|\b(?:double|triple|tenfold) (?:the|your|their|its) (?:stake|"
    r"money|savings|capital|income|pension|investment)\b",
    r"\b(?:year after year|month after month|come rain or shine|in good times and bad|whoever the|whatever the|"
    r"no matter)\b",
    r"\b(?:one|two|three|four|five|six|eight|ten|twelve|\d+) (?:sessions?|weeks?|days?|treatments?|injections?|"
    r"visits?|drops|tablets|appointments) (?:and|later|are enough|is all|suffice)\b",
    r"\byou (?:get|keep|win|have|will have|will be|will get|are) (?:back )?(?:your|the|free|rid|cured|rich|debt-free|"
    r"healthy|slim|acquitted|approved)\b[^.;]{0,60}\b(?:back|again|for life|for sure|promise|whatever|always|by|"
    r"within|in \w+ (?:days|weeks|months))\b",
    r"\b(?:retire|retirement|independence|freedom|wealth|cure|healing|success|victory|acquittal|approval|"
    r"custody) (?:at \w+ )?(?:is|are) (?:certain|guaranteed|assured|yours|waiting|within reach|a given|automatic)\b",
    r"\b(?:each|every|all) [^.;]{0,30}\b(?:we|of ours)\b [^.;]{0,20}\b(?:ends?|results?|leads?) (?:in|with|to) ",
    r"\bmakes? (?:everybody|everyone|anyone|you|every [\w-]+) (?:slim|rich|healthy|well|young|free|fit)\b",
    r"\bput [\d,.]+ in\b|\b(?:safe|sure|certain|fixed|steady) (?:\d+|[a-z]+) ?(?:%|per cent|percent)\b",
)
"""Ways of promising a good end."""

PRESSURE: Final = _any(
    r"\b(?:door|doors|window|gate|offer|list|books?) (?:\w+ )?(?:shuts?|closes?|slams?|falls? shut) (?:for ?ever|"
    r"for good|tonight|tomorrow|soon|behind)\b",
    r"\bbooked (?:twice|three times|\d+ times|again|just now|minutes ago) (?:today|this hour|in the last)\b|"
    r"\b(?:somebody|someone|another guest|a customer) (?:in \w+ )?(?:has )?just (?:bought|booked|ordered|reserved)\b",
    r"\b(?:nobody|no one|you) (?:will|can) (?:ever |never )?(?:see|get|find|have) (?:this|such a|that|it) (?:price|"
    r"offer|chance|deal)? ?(?:again|any more|anywhere)\b|\bnever see (?:this|such|it)\b",
    r"\bquick\b[!:]|\bfast!|\bgo go\b|\bthe first (?:hundred|fifty|twenty|ten|\d+) (?:are |get |buyers |orders |"
    r"people )?(?:are )?(?:almost|nearly|already|only)\b",
    r"\bnothing will be left\b|\beverything (?:will be|is) gone\b|\blast call\b|\bsoon there will be\b|"
    r"\bsoon (?:gone|sold out|over|too late|full)\b|\beverybody else has\b|"
    r"\byour neighbours have (?:already )?(?:ordered|bought|booked|signed)\b",
    r"\b(?:whoever|those who|anyone who) (?:hesitates?|waits?|delays?|sleeps?|comes? late|thinks? it over)\b",
    r"\b\d+ (?:left|to go|remaining)[\"”']|\"(?:only )?\d+ left\b|[\"“'](?:last (?:chance|one|few|day|places?)|final|"
    r"only \w+ left|almost|nearly|hurry|sold out|selling)\b[^\"”']{0,30}[\"”']",
    r"\b(?:last|only) (?:free |open |available )?(?:date|slot|appointment|seat|table|room|place|spot) (?:is|left|"
    r"before|this|until)\b[^.;]{0,20}\b(?:today|tomorrow|tuesday|monday|wednesday|thursday|friday|next|now|"
    r"this week)\b",
    r"\b(?:prices?|fees?|rates?|costs?) (?:will )?(?:doubles?|triples?|rises?|jumps?|goes? up|explodes?) (?:tomorrow|"
    r"tonight|at midnight)\b",
    r"\b(?:offer|discount|price|deal|code) (?:vanish|disappear|expire|ends?|is gone)\w* (?:when|once|if|as soon as|"
    r"the moment) you\b",
    r"\b(?:nearly|almost|already) (?:full|sold out|booked)\b[^.;]{0,20}\beven (?:if|when|though|in|on|with)\b",
    r"\bpretend\w*\b[^.;]{0,40}\b(?:somebody|someone|others?|another)\b|\b(?:people|others|buyers|shoppers|guests|"
    r"visitors) (?:already )?(?:have|are holding|put) (?:this|it|the same [\w-]+) in (?:their|the) (?:basket|cart|"
    r"trolley)s?\b",
    r"\b(?:expires?|ends?|closes?|over|gone) in \d{1,2}:\d\d\b",
    r"\bpays? (?:double|twice|more tomorrow|the full price from tomorrow)\b|\bonly while\b[^.;]{0,30}\b(?:moon|sun|"
    r"rain|stock|supply|it lasts|i am|we feel)\b",
    r"\b(?:clock|timer|countdown|counter|hourglass|deadline|bar|offer|discount)\b[^.;]{0,60}\b(?:begins?|starts?|"
    r"restarts?|jumps? back|resets?) (?:anew|again|afresh|over|at zero|from the top)\b",
    r"\b(?:fabricat\w+|invent\w*|fake|faked|simulat\w+|artificial\w*|pretended) (?:[\w-]+ )?(?:queue|queues|"
    r"waiting list|demand|shortage|scarcity|urgency|deadline|rush|stock)\b|\bartificial (?:scarcity|deadline|"
    r"shortage)\b|\bcreat\w+ (?:a sense of )?(?:urgency|panic|scarcity|fomo|fear)\b|\bfomo\b",
)
"""Ways of hurrying a buyer."""

PRESSING: Final = words.listed(
    """
    door doors window gate offer list books booked bought ordered reserved see get find have quick fast go first nothing
    soon everybody neighbours hesitate hesitates wait waits delay delays sleep sleeps come comes late thinks left
    remaining last final almost nearly hurry sold selling only pays pay clock timer countdown counter hourglass deadline
    bar discount everything call pretend pretends pretending basket cart trolley expires ends closes price prices fee
    fees rate rates
    cost costs deal code full fabricated fabricate fabricates invent
    invented fake faked simulated simulate artificial artificially
    pretended create creates created creating fomo
    """
)
"""Words without which no turn of pressure can match."""
