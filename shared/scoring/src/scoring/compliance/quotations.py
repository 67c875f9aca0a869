"""Words put into somebody's mouth.

A doubt in quotation marks is no testimony: who speaks has to be one person or firm, and has to have spoken.
"""

import re
from collections.abc import Iterator, Sequence

from scoring import words
from scoring.compliance.ground import Ground
from scoring.compliance.passages import Claim
from scoring.model import Breach
from scoring.terms import COPY_SIZE

_QUOTATION = re.compile(
    r"[“\"«][^“”\"«»\n]{12,600}[”\"»]|‘(?:[^‘’\n]|(?<=\w)’(?=\w)){12,400}’(?!\w)|(?<![\w'])'(?=\w)(?:[^'\n]|"
    r"(?<=\w)'(?=\w)){12,300}'(?!\w)"
)
# Who speaks to a firm from outside; what its own people are to say is a script.
_OUTSIDERS = words.listed(
    """
    .split accountant agent apprentice architect auditor banker beneficiary blogger bookkeeper boss boy bride buyer
    captain caretaker ceo cfo chair chairman chairwoman champion chef client climber coach colleague columnist
    consultant coo cook councillor couple critic cto customer dad daughter dealer designer developer director
    doctor donor driver editor engineer entrepreneur executive expert family farmer father foreman founder
    freelancer friend gentleman girl graduate grandfather grandmother groom guest head headmaster headmistress
    headteacher homeowner hotelier husband importer influencer inspector investor journalist judge juror jurors lady
    landlady
    landlord landowner lawyer lead learner lecturer man manager mayor member midwife minister mother mum neighbor
    neighbour nurse officer owner parent participant partner patient pensioner pharmacist pilot player porter
    president principal professor pupil reader regular resident retailer reviewer rider runner secretary shopkeeper
    shopper skipper solicitor son student subscriber supplier surgeon teacher tenant tester trainee traveller
    treasurer trustee user vet villager visitor volunteer wholesaler widow wife winner woman
    """
)
_ROLE = (
    "(?:"
    + "|".join(sorted(_OUTSIDERS, key=len, reverse=True))
    + "|[a-z]{3,}(?:man|woman|ist|keeper|maker|smith|owner))"
)
_ONE = (
    rf"(?:[Aa]n?|[Oo]ne(?: of (?:the|our|my|their))?|[Oo]ur|[Aa]nother|[Tt]he|[Mm]y|[Tt]heir|[Hh]is|[Hh]er|"
    rf"[Ll]ast (?:year|season|month)['’]s|[Tt]his year['’]s|[\w-]+['’]s) (?:[\w-]+ ){{0,4}}?{_ROLE}\b"
)
_TITLE = rf"(?:[A-Z][\w-]+ ){{0,3}}?(?i:{_ROLE})\b"
_NAME = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Dame)\.? )?[A-ZÀ-ÞŠŽ][\w'’-]*[a-zà-ÿ]\b(?: (?:[A-ZÀ-ÞŠŽ][\w'’-]*|[A-Z]\.|von|van|"
    r"de|da|del|di|al|el))*\.?"
)
_SPOKE = (
    "(?:say|tell|write|report|explain|rave|recall|admit|confirm|remember|comment|swear|add|note|praise|post|put|sum|"
    "call|describe|thank|mention|remark|conclude|declare|announce|state|claim|insist|exclaim|cheer|smile|laugh|sigh|"
    "answer|reply|respond|text|email|e-mail|tweet|review|testify|beam|gush|quote|cite|enthuse|repeat|shout|whisper|recommend)"
)
_PAST = (
    r"(?:said|told|wrote|written|reported|explained|raved|recalled|admitted|confirmed|remembered|commented|swore|"
    r"added|noted|praised|posted|summed|called|described|thanked|mentioned|remarked|concluded|declared|announced|"
    r"stated|claimed|insisted|exclaimed|cheered|smiled|laughed|sighed|texted|emailed|tweeted|reviewed|testified|"
    r"gushed|answered|replied|responded|quoted|cited|enthused|shouted|whispered|recommended|gave us|left us|"
    r"sent us|wrote us)"
)
_PRESENT = (
    r"(?:says|tells|writes|reports|explains|raves|recalls|admits|confirms|remembers|comments|swears|adds|notes|"
    r"praises|puts|sums|calls|describes|thanks|remarks|insists|laughs|grins|sighs|jokes|cheers|beams|smiles|gushes|"
    r"enthuses|recommends)"
)
_SAYS = f"(?:{_PAST}|{_PRESENT})"
_WHO = f"(?:{_ONE}(?: {_NAME})?|{_NAME})"
_BY = rf"(?:[a-z]+ )?{_WHO}"
_TOLD_BEFORE = re.compile(
    rf"{_WHO}(?:,[^,“\"«]{{2,60}},)?[^.;:|,“\"«]{{0,40}}?\b{_SAYS}\b|\b(?:[Ii]n the words of|[Aa]ccording to|"
    rf"[Tt]o quote|[Qq]uot(?:es?|ed|ing)|[Ll]etter from|[Nn]ote from|[Rr]eview by|[Tt]estimonial (?:from|by)) {_BY}|"
    rf"{_WHO}[^.;:|“\"«]{{0,40}} (?:with the words|on record|is quoted|in (?:his|her|their) own words|puts? it)|"
    rf"{_ONE}['’]s? (?:own )?(?:sentence|verdict|praise|compliment|comment|feedback|review|testimonial)"
)
_TOLD_AFTER = re.compile(
    rf"\W{{0,4}}(?:(?:is|was|are|were) (?:how|what) (?:[a-z]+ )?{_WHO}[^.;:|“\"«]{{0,40}}?\b{_SAYS}|(?:is|was|"
    rf"as) (?:[a-z]+ )?{_WHO}[^.;:|“\"«]{{0,20}}?\b{_SAYS}|{_SAYS} (?:us |me |by )?{_WHO}|"
    rf"{_WHO}(?:,[^,“\"«]{{2,60}},| (?:of|from|at|in|with) [^.;:|,“\"«]{{2,50}}?)? (?:once |recently |still |even |"
    rf"later )?{_SAYS}\b|(?:in the words of|according to|came from|comes from|from the pen of|words of|review by|"
    rf"as) {_BY})"
)
_SPEAKER = re.compile(rf"(?:{_ONE}|(?<![.!?] )(?<!^)\b{_NAME})")
_SIGNED = re.compile(
    rf"\s+[A-ZÀ-ÞŠŽ][\w'’-]+(?: [A-ZÀ-ÞŠŽ][\w'’.-]*)?, (?:aged )?\d\d\b|\s*[,.]?\s*(?:(?:—|–|--|-)\s*(?:{_NAME}|"
    rf"{_TITLE}|(?:happy|satisfied|proud|delighted|grateful|former|long-time|regular|loyal) {_ROLE}|[A-Z]{{2,}}|an? |"
    rf"our |one |(?i:(?:[\w-]+ )?review by ))|\((?:old |young |our |by |from )?(?:{_NAME}|{_ONE}|{_TITLE})\s?[,;)])"
)
# Somebody with a first and a last name, or a name and an age, next to words of experience.
_PERSON = re.compile(
    rf"(?<![.!?] )(?<!^)(?<!\n)\b(?:[A-ZÀ-ÞŠŽ][a-zà-ÿ]+ (?:(?:van|de|von) )?[A-ZÀ-ÞŠŽ](?:[a-zà-ÿ]+\b|\.)|"
    rf"{_NAME},? \(?(?:aged )?\d\d\b)"
)
_OWN_VOICE = re.compile(r"\b(?:I|[Mm]y|me|I['’]m|I['’]ve|[Ww]e|[Oo]ur|us)\b")
_LABELLED = re.compile(r"(?i)\b(?:testimonial|customer (?:voice|quote)|review)s?:\s*$")
_INTRODUCED = re.compile(rf"(?:{_NAME}|{_ONE})(?:,? (?:of|from|at|in|who|aged)? ?[^“\"‘«:]{{0,50}})?:\s*$")
_OPENING = re.compile(rf"\s*({_NAME})(?:,[^,]{{2,50}},)? (?:once |recently |even )?({_PAST}|{_PRESENT})\b")
_SCRIPT = re.compile(rf"\b{_PRESENT}\b[^“\"‘«]{{0,24}}$")
# Nobody in particular, or nobody who has spoken.
_NOBODY = re.compile(
    r"^(?:You|We|They|I|He|She|It|Nobody|Everyone|Everybody|Somebody|Someone|Who|Which|That|This|These|Those|Some|"
    r"Many|Most|People|Ask|Answer|Say|Write|Print|Put|Show|Call|Headline|Objection|Question|Example|Promise|Title|"
    r"Sentence|Instead|Then|If|When|Line|Subject|Heading|Slogan|Rule|Note|Test|Reply|Message|Label|Card|Page|Form|"
    r"Price|Trust|Time|Effort|Fit|The|A|An|And|But|Or|So|To|In|On|At|For|From|By|With|(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|Not|No|"
    r"Yes|Only|Our|Your|Their|His|Her|What|Why|How|Where|Once|Before|After|Google|Facebook|Instagram|Excel|Brief|"
    r"Week|Day|Month)$"
)
_HYPOTHETICAL = re.compile(
    r"(?i)\b(?:will|would|(?-i:may)|might|could|should|can|must|shall|never|don't|doesn't|didn't|won't|if|when|"
    r"whenever|suppose|imagine|hypothetical\w*|whether|ask(?:s|ed|ing)?|wonder\w*|think\w*|fear\w*|worr\w+|doubts?|"
    r"objection\w*|not|no|expect\w*|likely)\b"
)
_TO_YOU = re.compile(r"(?i)\byou(?:r|rs|'re|'ll)?\b|[?][”\"’'»]*$")
_REACH = 110
_FEW_WORDS = 3
_FROM_BRIEF = 0.6


def breaches(ground: Ground, claims: Sequence[Claim]) -> Iterator[Breach]:
    """Yield quotations that name a speaker although the brief holds no such words."""
    for claim in claims:
        for found in _QUOTATION.finditer(claim.said):
            if _has_speaker(claim.said, found) and not _is_from_brief(ground, found.group()):
                yield Breach(
                    "compliance.attributed-quotation",
                    "fail",
                    claim.span(found),
                    "These words are attributed to somebody, and nothing in the brief shows that they were said.",
                    "Delete the quotation, or collect it with the speaker's written release and add it to the brief. "
                    f"Until then write: “To be collected: what a customer says about {_topic(found.group())}.”",
                )


def _has_speaker(said: str, found: re.Match[str]) -> bool:
    """Tell whether somebody outside the firm is said to have spoken these words."""
    if len(words.words(found.group())) < _FEW_WORDS:
        return False
    before, after = said[max(0, found.start() - _REACH) : found.start()], said[found.end() : found.end() + _REACH]
    signed = _SIGNED.match(after)
    if signed and not _is_nobody(signed.group().strip(" ,.—–-(;)")):
        return True
    if _LABELLED.search(before):
        return True
    if _HYPOTHETICAL.search(f"{before} {after}"):
        return False
    told = (_TOLD_BEFORE.search(before), _TOLD_AFTER.match(after))
    if any(one and _names_somebody(one.group()) for one in told) or _starts_with_name(before):
        return not _is_script(before, found.group())
    if _OWN_VOICE.search(found.group()) and not _TO_YOU.search(found.group()) and _PERSON.search(f"{before}\n{after}"):
        return True
    is_introduced = _INTRODUCED.search(before) is not None and _names_somebody(before)
    return is_introduced and not _TO_YOU.search(found.group())


def _names_somebody(text: str) -> bool:
    return any(not _is_nobody(one.group()) for one in _SPEAKER.finditer(text))


def _starts_with_name(text: str) -> bool:
    """Tell a name at the beginning of a sentence by the verb after it."""
    found = _OPENING.match(text)
    if found is None or _is_nobody(found[1]):
        return False
    # "Owners said" is a plural, "Jonas says" is not.
    return not found[1].endswith("s") or " " in found[1] or found[2].endswith("s")


def _is_nobody(name: str) -> bool:
    return _NOBODY.match(name) is not None


def _is_script(before: str, quotation: str) -> bool:
    """Tell words that somebody is to say to a buyer from words a buyer said."""
    return _SCRIPT.search(before) is not None and _TO_YOU.search(quotation) is not None


def _topic(quotation: str) -> str:
    """Return the last words of a quotation that say what it is about."""
    told = [word for word in words.words(quotation) if len(word) > _FEW_WORDS]
    return f"“{told[-1]}”" if told else "this"


def _is_from_brief(ground: Ground, quotation: str) -> bool:
    tokens = words.words(quotation)
    runs = list(words.ngrams(tokens, COPY_SIZE))
    return bool(runs) and sum(run in ground.runs for run in runs) / len(runs) >= _FROM_BRIEF
