"""Statements of how people, firms and markets are, in the many forms a made-up number takes."""

from typing import Final

from scoring.compliance.folding import any_of

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

FINDINGS: Final = any_of(
    r"\b(?:customers|clients|buyers|guests|patients|visitors|donors|people|shoppers|members)\b[^.;]{0,60}\bspend "
    r"(?:about |around |nearly |up to )?(?:a (?:third|quarter|half)|twice|double|three times|\d+ ?%)",
    r"\baverage (?:[\w-]+ ){1,3}is worth [$£€]? ?\d",
    rf"\b{_COUNT} (?:in|of|out of) (?:every )?{_COUNT} (?:[\w-]+ ){{0,2}}?(?:{_PEOPLE}|homes|boilers|roofs|flats|"
    rf"houses|pets|dogs|cats|horses|start-?ups|businesses|marriages) ",
    rf"\b(?:the|human|our) (?:human )?(?:brain|eye|ear|memory|mind|nose)\b[^.;]{{0,50}}\b{_COUNT}\b",
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
    rf"\b{_PEOPLE} (?:(?:using|who use|who used|with|on) [^.;]{{2,30}} )?(?:saves?|saved|loses?|lost|gains?|gained|"
    rf"earns?|earned|cuts?|shed) (?:up to |about |on average |at least |around |over |more than )*{_COUNT} (?:kg|"
    rf"kilos|hours|minutes|days|euros?|EUR|USD|GBP|dollars|pounds|%|per cent|percent)",
    rf"\b(?:\d[\d,.]{{2,}}|hundreds of|thousands of|{_COUNT} hundred|"
    rf"{_COUNT} thousand) (?:[\w-]+ )?[\w-]+s (?:already |now |have |who )?(?:use|trust|rely|work with|swear by|love|"
    rf"chose|choose) (?:on )?(?:our|us|it|this)\b",
    rf"(?:^|[^\w] )\W*(?:only |just |about |nearly |almost |over |roughly )?(?:{_COUNT} ?(?:%|percent|per cent)|half|"
    rf"a third|two thirds|three quarters|nine tenths) of (?:all )?(?!our|the|these|your|last|its|their|"
    rf"this)(?:[a-z-]+ )?(?!(?:calls|visits|orders|sales|guests|members|sheets|pages|letters|hours|"
    rf"places)\b)(?:[a-z-]+s|damage|waste|heat|water|energy|food|bread) (?:ever )?(?!(?:that|which|who|whom|whose|we|"
    rf"i|you|from|in|at|on|for|to|of|by|with|and|or|as|than|before|after|until|if|when|would|should|must|will|each|"
    rf"per|a|an|the)\b)[a-z]+",
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
