"""Turns of phrase that run a named firm down without the usual words: pictures, understatement, plain statements.

One entry is one way of saying it; that the sentence names the firm is the business of the rule that asks.
"""

from typing import Final

from scoring.compliance.folding import any_of

ATTACKS: Final = any_of(
    r"\b(?:it|they|everybody|many) (?:is|has|have|are)? ?(?:long )?(?:been )?(?:suspected|rumoured|rumored|whispered|"
    r"alleged)\b|\b(?:people|everybody|many|others|they) (?:\w+ )?whisper\b|\brumou?r has it\b",
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
    r"\b(?:pollut\w+|poison\w*|discriminat\w+|harass\w*|spie[sd] on|dump(?:s|ed)|evad\w+|launder\w*|smuggl\w+|"
    r"underpa\w+|bull(?:y|ies)|threaten\w*|extort\w*|brib\w+|forg(?:es|ed)|infring\w*|violat\w+|counterfeit\w*)\b",
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

PUTDOWNS: Final = any_of(
    r"\branks? (?:dead |only )?(?:last|lowest|worst|bottom)\b|\bbetter in every (?:way|respect|sense|regard)\b",
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
    r"\b(?:second|third|low)-(?:class|rate|grade|hand)\b|^\W*(?:\w+er)(?:,? (?:and )?\w+er)*,? than n{3,}",
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
