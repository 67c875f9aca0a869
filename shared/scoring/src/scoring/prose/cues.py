"""What the form of a sentence shows: conditions, thresholds, times, intent and reasons.

The patterns look for closed classes (negated intent, conditionals, comparatives, dates) rather than for topics, so that
they hold whatever a plan is about. All are linear.
"""

import re

from scoring.words import listed

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept?|oct|nov|dec)"
)
_SPAN = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|seasons?|term|"
    r"ramadan|christmas|easter)"
)
_WEEKDAY = r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|weekdays?)"

CONDITION = re.compile(
    r"\b(?:if|unless|once|whenever|otherwise|in case|provided|as long as|should (?:the|fewer|more|less|it|we|this|"
    r"they)|where (?:fewer|less|more)|below that|under that|failing that|until|trigger)\b|(?:^|[,;:—–|(] ?)when\b|"
    r", or (?:the|we|it|this|i)\b|\b(?:at|with) (?:only )?\w+ or (?:fewer|less|more)\b|^(?:below|under|above|still|"
    r"fewer|less)\b"
)
THRESHOLD = re.compile(
    r"\b(?:below|under|fewer|less than|more than|above|over|at least|at most|up to|or more|or fewer|or less|exceeds?|"
    r"reach(?:es|ed)?|short of|miss(?:es|ed)?|lower than|higher than|stays?|falls?|fallen|drops?|rises?|passes|hits?|"
    r"beats?|still|only|none|nobody|no more|no fewer|no rise|no change|hasn't|haven't|has not|have not|minimum)\b|"
    r"[<>≤≥]"
)
ENDING = re.compile(
    r"\b(?:stop(?:s|ped)?|drop(?:s|ped)?|abandon(?:ed|s)?|ends|cancel(?:s|led)?|revisit|goes? back|back to|give up|"
    r"gives up|rewrite|(?:is|are|it's) (?:off|out|over|dead|wrong|done)|goes first|go first|repriced?|halve[sd]?|"
    r"pause[sd]?|must go|not coming|in doubt|not announce|does not go|instead|revised|scrapped|shut|closed|"
    r"lower the target|say so|out of reach|reconsider(?:ed)?|changes? (?:nothing|course))\b"
)
CONSEQUENCE = re.compile(
    r"\b(?:stop(?:s|ped)?|drop(?:s|ped)?|abandon(?:ed|s)?|ends?|cancel(?:s|led)?|revisit|lower(?:ed|s)?|back to|"
    r"go(?:es)? back|give up|change[sd]?|switch(?:es|ed)?|replace[sd]?|rewrite|wrong|(?:is|are|it's|"
    r"by \w+ is) (?:off|out|over|dead|wrong|done)|move[sd]?|moves to|cut|tell|say so|instead|reconsider|pause[sd]?|"
    r"close[sd]?|shut|goes first|go first|repriced?|halve[sd]?|double[sd]?|extend(?:ed)?|hire[sd]?|try|ask|ring|call|"
    r"add(?:ed)?|must go|mend|fix|keep|adopt|roll(?:ed)? out|raise[sd]?|start(?:s|ed)?|put|use[sd]?|gets?|"
    r"discuss(?:ed)?|talk about|look (?:at|for)|return(?:s|ed)?|hand(?:s|ed)?|shrinks?|not coming|in doubt|"
    r"not announce|don't|does not go|we do not|i would|we would|we will|we'll)\b"
)
DEADLINE = re.compile(
    rf"\b(?:by|within|after|before|until|till|from|in|at|over|for|during|end of|first|next|last|this|on|past)\b[^.;:|"
    rf"]{{0,24}}\b(?:{_SPAN}|{_MONTH}|{_WEEKDAY}|q[1-4])\b|^(?:end of |mid-?|early |late |since |first |"
    rf"\W+)?(?:{_MONTH}|{_WEEKDAY}|{_SPAN})\b|\b(?:end|middle|start|beginning|close) of (?:the )?(?:{_SPAN}|"
    rf"{_MONTH})\b|\b(?:spring|summer|autumn|winter|christmas|easter|by then)\b|\b(?:weeks?|days?|months?|quarter|"
    rf"year|q) ?[1-9]|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b|\b{_MONTH} \d{{1,2}}\b|\b\d{{4}}-\d\d-\d\d\b|"
    rf"\btomorrow\b"
)
RHYTHM = re.compile(
    rf"\b(?:every|each|per|a|an|once a|twice a) (?:{_SPAN}|{_WEEKDAY}|morning|evening)\b|\b(?:daily|weekly|monthly|"
    rf"quarterly|yearly|annually|fortnightly)\b"
)
WE = re.compile(r"\b(?:we|we'll|we'd|we've|we're|i|i'll|us|our)\b")
REASON = re.compile(
    r"\b(?:because|since|so that|so|therefore|hence|due to|as a result|which (?:is why|means|makes|would|leaves|"
    r"costs|keeps|lets)|that is why|the reason|owing to|thanks to|means? that|would (?:only|also|pull|cost|train|"
    r"take|mean|turn|bring|leave|make|put|draw|fill|spread|tie)|as (?:it|they|this|that|we|the|each|our|most|every)|"
    r"for (?:it|they|that) )\b|(?<=[a-z\"'’)]) ?[:;—–] ?(?=[a-z\"])| - "
)
CAUSE = re.compile(
    r"\b(?:because|since|so that|so|therefore|hence|due to|as a result|which (?:is why|means|makes|leaves)|"
    r"that is why|this is why|the reason|owing to|comes? from|caused? by|leads? to|results? in|means? that|the real|"
    r"not the problem|the problem is|is not that|are not)\b|\bnot [^.;:]{3,60}\bbut\b|\b(?:isn't|is not|not|"
    r"aren't)\b[^.;:]{3,60}[;:—–]\s?(?:it|they|the|what|its)\b"
)
CONTRAST = re.compile(
    r"\b(?:instead|rather than|unlike|not [^.;:]{3,60}\bbut|whereas|while|versus|vs|compared (?:with|to)|over (?:the|"
    r"a)|before|except|only|other (?:firms|shops|clinics|agencies|providers|companies|options)|against|in place of|"
    r"but not|and not|, not)\b"
)
HEDGED = re.compile(
    r"\b(?:could|might|may|possibl[ey]|conceivable|potentially|perhaps|maybe|some kind|something|various|a variety|"
    r"to be (?:determined|defined|decided|discussed|seen)|where (?:needed|necessary|possible)|as (?:needed|"
    r"appropriate)|should be considered|can be considered|consider(?:ed)?|in general|generally|as a rule|tends? to|"
    r"ought to|would need|in some way|and so on|etc|over time|in the long (?:run|term)|continuously|consistently|"
    r"regularly|hopefully|worth (?:considering|exploring)|or something|one could)\b"
)
REFUSAL = re.compile(
    r"\b(?:we|i|they|team|business|firm|shop|clinic|charity|company|studio)(?:'ll| will| shall| should| would|"
    r" are going to| must| can)? (?:also )?(?:not|never|no longer)\b|\b(?:we|i) (?:also )?(?:won't|don't|do not|"
    r"refuse|decline|reject|drop|stop|skip|leave|avoid|turn down|turn away|say no|pass on|cut|end|ignore|rule out|"
    r"give up|stay out|walk away)\b|^(?:[\w' -]{1,30}: ?|and |so |then )?(?:no|not|never|don't|do not|stop|drop|skip|"
    r"avoid|refuse|reject|decline|ignore|exclude|kill|delete|remove|leave)\b|[;,:—–] ?(?:no|not|never|"
    r"nor) (?!\w+ (?:than|or))|\b(?:is|are|stays?|remains?) (?:out|off the table|excluded|not (?:offered|for sale|"
    r"sold|part|in scope|included|on offer|worth chasing))\b|\bout of scope\b|\bleave [^.;]{3,40} (?:alone|to)\b|"
    r"\bthere (?:will be|is|are) no\b|\b(?:refuses?|declines?|rejects?|turns? (?:down|away)|excluded?s?|ruled? out|"
    r"say(?:s|ing)? no to|off limits)\b"
)
# Words without which nothing in the next pattern matches; asking for them first is cheaper.
DOUBTING = listed(
    """
    not never nobody no none whether cannot unknown unknowns untested unverified unproven unsure without guess guesses
    guesswork guessed suspicion hunch suspect wrong fairly far brief yet thin file files open depends nor
    """
)
UNKNOWING = re.compile(
    r"(?:\bnot|n't|\bnever|\bnobody|\bno one|\bnone of us|\bwhether anyone|\bcannot)\b[^.;:]{0,40}\b(?:know|knows|"
    r"known|seen|checked|check|asked|measured|verified|looked|counted|spoken|tested|heard|confirmed|audited|visited|"
    r"sure|judge|tell|say (?:how|whether|what|if|which)|proven|modelled|researched|interviewed|recorded|tracked)\b|"
    r"\bunknowns?\b|\buntested\b|\bunverified\b|\bunproven\b|\bunsure\b|\bno idea\b|\bno (?:data|figures?|records?|"
    r"evidence|history|baseline)\b|\bwithout (?:data|figures|seeing)\b|\b(?:a|our|my|is|are|only|still|an honest|"
    r"best) (?:guess|guesses|guesswork|suspicion|hunch)\b|\bguess(?:ed)?\b|\bi suspect\b|\bmay be wrong\b|"
    r"\bfairly sure\b|\bas far as (?:i|we) (?:can|know)\b|\bbrief (?:does not|doesn't|gives|says|leaves|is silent|"
    r"only)\b|\bhave yet to\b|\bthin sample\b|\bthe files? (?:do|does) not\b|\bopen question\b|\bdepends on whether\b"
)
ASSUMED = re.compile(
    r"\b(?:assum\w+|we (?:think|believe|guess|expect|bet|suppose|reckon|hope)|hypothes\w+|estimat\w+|guess\w*|"
    r"expected|is wrong|are wrong|depends on|rests on|if true|our bet|a bet|unproven|untested|perhaps|probably|"
    r"our best guess|rough)\b"
)
TESTED = re.compile(
    r"\b(?:test(?:s|ed|ing)?|tr(?:y|ies|ied)|check(?:s|ed)?|ask(?:s|ed|ing)?|call(?:s|ed|ing)?|count(?:s|ed|ing)?|"
    r"compare[sd]?|pilot\w*|survey\w*|phone[sd]?|ring(?:s|ing)?|visit(?:s|ed|ing)?|interview\w*|sample[sd]?|"
    r"measure[sd]?|trial\w*|replace[sd]?|confirm\w*|find out|verif\w+|log(?:s|ged|ging)?|record(?:s|ed|ing)?|"
    r"show(?:s|n)? (?:it|this))\b"
)
QUESTION = re.compile(r"\?[\"')\]]*\s*$")
