"""Turns of phrase that promise a good end or hurry a buyer without the usual words."""

from typing import Final

from scoring import words
from scoring.compliance.folding import any_of

CERTAINTIES: Final = any_of(
    r"\bor you pay (?:nothing|not a (?:cent|penny))\b|\bwe(?:'ll| will) make you (?:pregnant|rich|healthy|well|slim|"
    r"pain-free|free|wealthy|fit)\b|\bfree (?:of|from) (?:\w+ ){1,3}(?:in|within) (?:\w+ ){1,2}(?:days?|weeks?|"
    r"months?)\b",
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
    r"\b(?:stops?|cures?|removes?|erases?|beats?|dissolves?|banishes?|wipes out) (?:every|all|any|each|"
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
    r"\byou(?:'ll| will) (?:\w+ )?(?:pass|win|recover|beat|overcome|lose (?:weight|kilos|\w+ kilos)|be (?:cured|"
    r"healed|pain-free|debt-free|acquitted|approved|granted))\b|\b(?:each|every|all) [\w-]+ of ours\b",
    r"\b(?:pain|migraines?|headaches?|acne|allerg\w+|symptoms?|fear|wrinkles|debts?)\b[^.;]{0,20}\b(?:disappear|"
    r"vanish|go away|goes away|heal|stop|end)s? (?:after|in|within|by|with our)\b",
    r"\bput [\d,.]+ in\b|\b(?:safe|sure|certain|fixed|steady) (?:\d+|[a-z]+) ?(?:%|per cent|percent)\b",
)
"""Ways of promising a good end."""

PRESSURE: Final = any_of(
    r"\b(?:once|when) [^.;]{1,40} (?:are|is) gone,? (?:they|it|that|these) (?:are|is) gone\b|\bstrictly limited\b|"
    r"\bsooner than you think\b|\b(?:last|final) (?:slot|place|seat|spot|one|table|"
    r"room) went\b[^.;]{0,40}\b(?:may|might|"
    r"just)\b|\bnever be (?:made|offered|shown|repeated)\b[^.;]{0,30}\bagain\b|\bdecide within the (?:hour|day)\b|"
    r"\bnumber (?:that |which )?we (?:raise|change|move|lift|adjust)\b",
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
    r"\b(?:whoever|those who|anyone who) (?:hesitates?|waits?|delays?|comes? late|thinks? it over)\b",
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
    r"\b(?:valid|open|good|live) (?:only )?for the next\b|\b(?:minutes|hours) only\b|"
    r"\bonly (?:valid )?for (?:the next )?\d+ (?:minutes|hours)\b",
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
    once when gone strictly limited sooner slot place seat table room again decide number never
    door doors window gate offer list books booked bought ordered reserved see get find have quick fast go first nothing
    soon everybody neighbours hesitate hesitates wait waits delay delays sleep sleeps come comes late thinks left
    remaining last final almost nearly hurry sold selling only pays pay clock timer countdown counter hourglass deadline
    bar valid minutes hours discount everything call pretend pretends pretending basket cart trolley expires ends
    closes price prices fee
    fees rate rates
    cost costs deal code full fabricated fabricate fabricates invent
    invented fake faked simulated simulate artificial artificially
    pretended create creates created creating fomo
    """
)
"""Words without which no turn of pressure can match."""
