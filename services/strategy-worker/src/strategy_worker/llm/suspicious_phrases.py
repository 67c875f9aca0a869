"""Phrases that speak to a model and not about a business, in seven languages, as they read without accents.

A space stands for anything between words. A command is only meant where a command can stand: "ignore the previous
instructions" speaks to a reader, "patients ignore the previous instructions" speaks about patients.
"""

from typing import Final

_INSTRUCTIONS: Final = (
    "(instructions?|prompts?|rules?|directions?|directives?|commands?|guidelines?|guardrails?|programming|constraints?)"
)
# Words of any business, too: they count only after a narrower verb and adjective.
_MESSAGES: Final = "(orders?|messages?|context|text|content|input|briefs?|tasks?|polic(y|ies)|training|restrictions?)"
_EARLIER: Final = (
    "(previous|prior|above|earlier|preceding|former|foregoing|past|original|initial|existing|current|system|developer|"
    "safety|hidden|built in)"
)
_ANY: Final = r"((all|any|every|each|the|of|your|those|these|this|everything|whatever|and) ){0,5}"
_DROP: Final = (
    "(ignore|disregard|forget|overlook|override|overrule|bypass|discard|neglect|skip|drop|erase|delete|cancel|"
    "abandon|overwrite|"
    "pay no attention to|do not follow|don t follow|do not obey|don t obey|stop following|do not comply with|"
    "set aside|throw away|put aside)"
)
_TELL: Final = (
    "(reveal|show|print|repeat|output|display|tell me|tell us|give me|give us|leak|dump|expose|disclose|share|send|"
    "summari[sz]e|translate|list|recite|quote|echo|paste|write down|write out|spell out|include|return|copy|what is|"
    "what are|what were|describe|state|encode)"
)
_PRIVATE: Final = (
    "((your|the|this|its|all|of|me|us|full|exact|entire|complete|whole|verbatim|above) ){0,5}"
    "((system|hidden|initial|original|secret|internal|developer|confidential|base) "
    "(prompts?|instructions?|messages?|rules?|guidelines?|configuration|text|policy)|your (\\w+ ){0,2}(prompts?|"
    "instructions?|guidelines?|configuration|rules?)|(api|access|secret) (keys?|tokens?)|(environment|env) variables?|"
    "(text|words?|instructions?|prompts?|everything|messages?) (above|before this|given to you|you were given)|"
    "(above|preceding|previous|prior) (system )?(instructions?|prompts?))"
)
_MODEL: Final = "(assistant|ai|model|llm|chatbot|bot|claude|gpt|chatgpt|gemini|you|language model|engine)"
_MUST: Final = (
    "(must|should|shall|will|has to|have to|needs to|need to|is to|are to|may|can)( now| always| only| also| instead)?"
)

# Meant wherever they stand: nobody writes so about a business.
ANYWHERE: Final = (
    f"{_MODEL} {_MUST} {_DROP} {_ANY}({_EARLIER} )?{_INSTRUCTIONS}",
    f"{_MODEL} {_MUST} {_TELL} {_PRIVATE}",
    "you are (now|no longer|actually|really|from now on) (an?|the|my|in|free|going to|dan|bound|acting|playing|called|"
    "named|claude|gpt\\w*|chatgpt|evil|unrestricted|jailbroken|operating|allowed|required)",
    "from (now|here|this point) on( wards?)? (you|always|never|only|respond|reply|answer|write|ignore|act|speak|"
    "output)",
    "(do anything now|jailbreak mode|dan mode|god mode|developer mode (enabled|on|activated|output)|sudo mode)",
    "(enable|activate|enter|switch to|switch into|start|you are in|go into) (\\w+ )?"
    "(developer|debug|god|admin|root|dan|jailbreak|unrestricted|maintenance|sudo) mode",
    "(your|the) (\\w+ )?(answer|response|output|reply|completion) (must|should|shall|will|has to|is to|needs to) "
    "(now )?(be|contain|include|start|begin|end|consist|say|only|always|never)",
    "(new|updated|real|actual|additional|revised|true|important|secret|hidden|special) (system )?"
    "(instructions?|prompt|directives?)( for| to)? (the |an? )?(ai|model|assistant|you|llm|claude|chatgpt|follows?)",
    "(end|close|terminate) (of )?(the )?(system |user )?(brief|prompt|instructions?|context|user input|input data|"
    "system message|untrusted data)( begin| start| new|$)",
    "(begin|start)( of)?( the)? (new |system |admin |real )+(prompt|instructions?|message|session)",
    "(without|free of|no) (any |all |more )?(content |ethical |safety )(restrictions?|filters?|guidelines?|rules?|"
    "guardrails?|polic(y|ies))",
    "(give|assign|award|grant|rate|score) (this|my|our|the) (brief|strategy|document|plan|submission|text|answer) "
    "(as |with |at )?(a |an |the )?(highest|maximum|full|perfect|top|best|100|ioo|score|rating)",
    f"(note|message|memo|reminder|attention|hint|instructions?) (to|for) (the )?{_MODEL} (writing|reading|processing|"
    "that|who|which|generating|system|only|please)",
    "(as|being) an? (ai|language model|llm|ai language model|helpful assistant) (you|with|without|that|i)",
    "(override|admin|administrator|system|root|security) (code|password|command|override|access) (is|accepted|"
    "granted|\\d)",
    "(instructions?|rules?|prompts?) (above|before this|you (were given|received|got)) (no longer|are|were|is|was|"
    "do not|"
    "don t) (apply|valid|void|fake|cancel\\w*|obsolete|a test|wrong|hold)",
    "your (real|actual|true|only|new|sole) (task|goal|purpose|mission|objective|instructions?) (is|are|now|will)",
    "(obey|listen to|follow) (me|only me|my (commands?|orders|instructions)) (and|not|instead|from|over|rather)",
    "what (was|is|were) (written|said|stated|told) (\\w+ )?(above|before this)",
    "as (the|an?|your) (administrator|admin|developer|system|operator) i (authori[sz]e|order|command|allow|permit|"
    "instruct|"
    "grant)",
    "prompt injection (test|payload|attack)",
    "(if|when) you are an? (ai|llm|language model|large language model|assistant|bot)",
    # German, French, Spanish, Italian, Portuguese, Dutch
    "(du bist|sie sind|ihr seid) (jetzt|nun|ab jetzt|ab sofort|von nun an|nicht mehr) (ein\\w*|der|die|das|mein\\w*|"
    "im|an|"
    "frei)",
    "(ab jetzt|ab sofort|von nun an|von jetzt an) (bist du|sind sie|antworte\\w*|gib|schreib\\w*|ignorier\\w*|sprich)",
    "(tu es|vous etes) (maintenant|desormais|a present) (un|une|le|la|mon|ma|en|libre)",
    "(desormais|a partir de maintenant|dorenavant) (tu|vous|reponds|repondez|ignore|ignorez|ecris|ecrivez)",
    "(ahora eres|ahora es usted|ya no eres|a partir de ahora (eres|responde|actua|escribe|ignora|tu))",
    "(ora sei|adesso sei|non sei piu|d ora in poi (sei|rispondi|agisci|scrivi|ignora)|da ora in poi (sei|rispondi))",
    "(voce agora e|agora voce e|voce nao e mais|a partir de agora (voce|tu|responda|responde|aja|escreva|ignore))",
    "(je bent (nu|voortaan|vanaf nu|niet langer)|vanaf nu (ben je|antwoord|ben jij|schrijf|negeer)|u bent nu) (een|"
    "de|het|"
    "mijn|in|vrij|alleen|alle)",
)  # fmt: skip

_GERMAN: Final = "((all\\w*|die|den|das|deine\\w*|ihre\\w*|samtliche\\w*|jegliche\\w*|diese\\w*|meine\\w*) ){0,4}"
_FRENCH: Final = "((de|des|d|toutes?|tous|tout|les|le|la|l|tes|vos|ces|cette|ce|a|mes) ){0,5}"
_ROMANCE: Final = (
    "((tod[ao]s?|las?|los|el|il|lo|tus|sus|estas|estos|de|a|as|os|o|suas|seus|tutt[ei]|le|i|gli|tue|queste|mis) ){0,5}"
)
_DUTCH: Final = "((alle|de|het|je|jouw|uw|deze|die|mijn) ){0,4}"

# Commands: meant only where a clause begins.
COMMANDS: Final = (
    f"(ignore|disregard|forget|override) {_ANY}(previous|prior|above|preceding|foregoing|system|safety) {_MESSAGES}",
    f"(ignore|disregard|forget|override) {_ANY}{_MESSAGES} (above|before this|so far|you (were|have been|got|"
    f"received))",
    "(ignore|disregard|forget) (the|this) (brief|strategy|task|schema|json|document|format)( \\w|$)?",
    "set (the )?(policy|executive summary|summary|field|title) (field )?to",
    "(do not|don t|instead of) (write|writing|generate|generating) (an?|the|this|any) (strategy|json|document|plan|"
    "answer)",
    "you (play|take|take on|assume) the role",
    "(ignore|disregard|forget) (the |all )?(rest|others?|everything else) (of (the|this) (brief|text|input) )?(and )?"
    "(recommend|praise|promote|write|say|print|output|state|tell|answer|reply|respond)",
    "(ignore|disregard|forget) ((all|the|your|other|any) ){0,3}rules (on|about|for) (numbers?|prices?|links?|"
    "format\\w*|evidence|length|quotations?|sources?)",
    "(follow|copy|repeat|imitate|reproduce) (this|the following|that) (example )?(answer|response|output|template) "
    "(exactly|verbatim|word for word|to the letter)",
    "(read|decode|decrypt|unscramble) ((it|this|that|them|the following|the text) )?((backwards?|in reverse) )?"
    "(and|then) (follow|obey|execute|comply|carry out|do what)",
    f"{_DROP} {_ANY}{_EARLIER} (\\w+ ){{0,2}}{_INSTRUCTIONS}",
    f"{_DROP} {_ANY}{_INSTRUCTIONS} (above|before|so far|you (were|have been|got|received|had)|given|from before|"
    f"earlier|"
    "that came|preceding|previously|prior|and (write|say|output|print|respond|reply|answer|instead|do|tell|just))",
    f"{_DROP} ((all|everything|anything|whatever|the) )+(of )?(the )?(above|before|previous|said before|that was said|"
    "you know|you were told|you have been told|you learned|prior|foregoing|written above|i said)",
    f"{_DROP} ((all|any) )?(of )?your (\\w+ )?{_INSTRUCTIONS}",
    f"{_DROP} (all|any) (\\w+ )?(instructions?|prompts?|guidelines?|guardrails?)",
    f"{_TELL} {_PRIVATE}",
    "(act|behave|respond|answer|speak|write|function|operate) (as|like) (if you|though you|an? (ai|assistant|expert|"
    "unrestricted|different|evil|hacker|pirate|poet|linux|terminal|system|model|language|chat|uncensored|jailbroken|"
    "doctor|lawyer|robot|cat|developer)|dan|my)",
    "(pretend|imagine|suppose|assume|simulate) (that )?(to be|you are|you re|you have|being|there are no|you can)",
    "(role ?play|play the role|take on the role|assume the role|take the role|adopt the persona)",
    "(respond|reply|answer) (to (this|everything|all|me) )?(only|exactly|just|solely|exclusively|verbatim) (with|in|"
    "as)",
    "(output|write|print|say|return|produce|generate) (only|exactly|just|nothing but|solely|verbatim) (the|this|an?|"
    "in|as) ",
    "(respond|reply|answer) (with|in) (the (word|phrase|text|sentence|following)|only|pirate|base64|json|html|code|"
    "rhymes?|capital)",
    "(say|print|output|echo|write) (the (word|phrase|text|string|sentence|following)|hello world|pwned|hacked|i "
    "have been)",
    "(include|insert|append|add|put|embed|mention|place) (this|the following|the (link|url|phrase|word|sentence|"
    "text|code|"
    "promo code|image)|a link|an? image|\\w+ \\w+) ([^!?\\n]{0,80}? )?"
    "(in|to|into|at|on|of) (your|the|every|each|all) "
    "((end|start|beginning|top|bottom|head) (of )?((your|the|every|each) )?)?"
    "(answer|response|output|reply|summary|executive summary|section|document|strategy|sections|text|policy)",
    "(execute|run|eval|evaluate|call|invoke) (the |this )?(following |code|command|script|function|tool|shell|"
    "python|sql|"
    "bash)",
    "(do not|don t|never) (mention|tell|inform|warn|reveal|analyse|analyze|write|follow|answer|use|generate|say) "
    "(about |this |that |the )?(user|anyone|anybody|instructions?|brief|strategy|note|injection|message|rules|json|"
    "schema|"
    "task|readers?|these)",
    "(stop|quit|end|abort|halt) (the )?(task|being an? (ai|assistant)|your (task|work|analysis)|analy[sz]ing|"
    "writing the strategy|this task|generating)",
    "(translate|convert|decode|decrypt|unscramble|reverse) (the |this |that )?(following|string|base64|rot13|hex|"
    "cipher|"
    "text below|message|payload|text above)",
    "(new|updated) (instructions?|task|rules?|prompt|role|goal|system prompt) (you|ignore|write|respond|reply|answer|"
    "output|say|from|always|never|act)",
    "(recommend|praise|promote|endorse|advertise) (only )?(\\w+ ){1,4}in (every|each|all|your) "
    "(section|answer|sentence|paragraph|response|output|text)s?",
    # German
    f"(ignorier(e|en sie|t)?|missachte(n sie|t)?|vergiss|vergesst|vergessen sie|verwirf|verwerfen sie|"
    f"ubergeh(e|en sie)|uberspring(e|en sie)|umgeh(e|en sie)) {_GERMAN}((vorherige|bisherige|obige|vorige|fruhere|"
    "vorangegangene|vorangehende|obenstehende|system|vorstehende|ursprungliche)\\w* )+(\\w+ )?(anweisung|instruktion|"
    "befehl|vorgabe|regel|anleitung|prompt|nachricht|text|eingabe|richtlinie|anforderung|weisung|inhalt)\\w*",
    f"(ignorier(e|en sie|t)?|missachte(n sie|t)?|vergiss|vergessen sie) ({_GERMAN}(anweisung|instruktion|befehl|"
    f"vorgabe|"
    "regel|richtlinie|systemanweisung|systemprompt)\\w*|alles (\\w+ )?(oben|vorherige|bisherige|davor|zuvor|was))",
    "(beachte|befolge|folge)(n sie)? ((die|den|deine\\w*|ihre\\w*|vorherigen|bisherigen|obigen) )+(anweisung|"
    "instruktion|"
    "vorgabe|regel)\\w* nicht",
    f"(zeig|verrat|gib|nenn|wiederhol|druck|ubersetz)(e|en sie)?( mir| uns)? {_GERMAN}(system ?prompt|systemanweisung|"
    "systemnachricht|geheime\\w* anweisung|internen anweisung|anweisung|instruktion|api schlussel)\\w*",
    "(antworte|schreib\\w*|gib)( \\w+)? (nur|ausschliesslich|lediglich|bloss)( noch)? (mit|auf|aus|das wort|den "
    "satz|in)",
    "(tu so als|verhalte dich (wie|als)|spiele? die rolle|stell dir vor du (bist|warst))",
    "(neue|geanderte|echte|wichtige) (anweisung|instruktion|aufgabe|systemanweisung)(en)? (du|ignorier|antworte|"
    "schreib|fur "
    "(die ki|das modell)|gib)\\w*",
    # French
    f"(ignore[zr]?|oublie[zr]?|neglige[zr]?|ne (tiens|tenez) (pas |aucun )?compte|fais abstraction|faites abstraction|"
    f"contourne[zr]?|supprime[zr]?|ne (suis|suivez) pas) {_FRENCH}(\\w+ )?(instruction|consigne|regle|directive|ordre|"
    "message|commande|invite|prompt)s? ((qui )?(precede\\w*|anterieur\\w*|ci dessus|du systeme|systeme|initiales?|"
    "donnees?|"
    "plus haut|recues?))",
    f"(ignore[zr]?|oublie[zr]?|ne tenez pas compte|ne tiens pas compte) {_FRENCH}(precedent\\w*|ce qui precede|"
    "qui precede|anterieur\\w*) ?(instruction|consigne|regle|directive)?s?",
    f"(affiche|montre|revele|donne|repete|recopie|imprime|divulgue)[zr]?( moi| nous)? {_FRENCH}(ton |ta |votre "
    f")?(prompt|"
    "invite|instructions?|consignes?|message) ?(systeme|du systeme|initial\\w*|secret\\w*|cachee?s?|internes?)",
    "(reponds|repondez|ecris|ecrivez|dis|dites) (uniquement|seulement|exclusivement|juste)( avec| par| en| le)?",
    "(fais comme si|faites comme si|comporte toi|comportez vous|joue le role|agis comme|agissez comme) ",
    "(nouvelles?|vraies?) (instruction|consigne)s? (tu|vous|ignore|reponds|repondez|ecris|ecrivez|pour (l ia|le "
    "modele))",
    # Spanish, Italian, Portuguese
    f"(ignor[aeo]\\w*|olvid[ae]\\w*|omit[ae]n?|descart[ae]\\w*|desconsider[ae]\\w*|esquec[ae]\\w*|dimentica\\w*|"
    f"trascura\\w*|"
    f"scarta\\w*|haz caso omiso de|no hagas caso (a|de)|non considerare|nao siga|no sigas|non seguire) "
    f"{_ROMANCE}(\\w+ )?"
    "(instruccion\\w*|instruc(ao|oes)|istruzion\\w*|indicacion\\w*|indicac\\w*|indicazion\\w*|ordenes|ordens|ordini|"
    "reglas|"
    "regras|regole|mensajes|mensagens|messaggi|directrices|diretrizes|direttive|comandos?|comandi|orientacoes) "
    "(anteriore?s?|previ[ao]s|precedenti?|de arriba|acima|di sopra|sopra|del sistema|do sistema|di sistema|iniziali|"
    "iniciales|iniciais|recibidas|ricevute|recebidas)",
    f"(ignor[ae]\\w*|olvid[ae]\\w*|esquec[ae]\\w*|dimentica\\w*|desconsider[ae]) {_ROMANCE}(anteriores?|precedenti|"
    f"previas) "
    "(instruc\\w*|istruzion\\w*|regole|reglas|regras|ordini|ordenes|ordens)",
    "(ignor[ae]\\w*|olvid[ae]\\w*|esquec[ae]\\w*|dimentica\\w*) ((todo|tudo|tutto) (lo |o |cio )?(anterior|que|"
    "precedente|che|acima|de arriba|quello)|(quanto|cio che e) (scritto|detto) (sopra|prima))",
    "haz caso omiso de (todo )?(lo )?(anterior|que)",
    f"(muestra|muestrame|muestre|revela|revele|dime|repite|repita|imprime|imprima|mostre|mostra|mostrami|rivela|"
    f"dimmi|diga|"
    f"ripeti|stampa)( me| mi)? {_ROMANCE}((tu|tuo|tuoi|seu|sua|teu) )?(prompt|instruc\\w*|istruzion\\w*|indicac\\w*|"
    "mensaje|mensagem|messaggio)( del sistema| do sistema| di sistema| de sistema| secret\\w*| ocult\\w*| internas?|"
    " inicial)",
    "(muestra|muestrame|revela|dime|mostre|mostra|mostrami|rivela|dimmi|ripeti|repite) (tus|tu|il tuo|le tue|suas|seu|"
    "o seu|as suas) (prompt|instruc\\w*|istruzion\\w*)",
    "(responde|respond[ae]|rispondi|rispondete|escribe|escreva|scrivi) (solo|solamente|unicamente|apenas|somente|"
    "soltanto|"
    "esclusivamente|exclusivamente)( con| com| en| em| in| la| il| a| o)?",
    "(actua|finge|aja|atue|agisci|fingi|comportati|comportate) (como|come|que eres|ser|che sei|di essere)",
    "(nuevas?|novas?|nuov[ae]|nuovi) (instruccion(es)?|instruc(ao|oes)|istruzion[ei]) (responde|responda|rispondi|"
    "ignora|"
    "ignore|escribe|escreva|scrivi|para (la ia|a ia|el modelo|o modelo)|per (l ia|il modello))",
    # Dutch
    f"(negeer|vergeet|sla|omzeil|verwerp) {_DUTCH}((vorige|eerdere|bovenstaande|voorgaande|voorafgaande|systeem) "
    f")+(\\w+ )?"
    "(instructies?|opdrachten|regels|aanwijzingen|berichten|prompts?|tekst|richtlijnen)",
    f"(negeer|vergeet) {_DUTCH}(instructies|systeemprompt|aanwijzingen|richtlijnen)|(negeer|vergeet) (het "
    f"(bovenstaande|voorgaande)|alles (hierboven|"
    "hiervoor|wat|voorgaande))",
    f"(toon|geef|onthul|herhaal|laat|vertel|druk)( mij| me| ons)? {_DUTCH}(systeemprompt|systeem prompt|instructies|"
    "systeeminstructies|geheime instructies)( zien| af)?",
    "(antwoord|schrijf|zeg) (alleen|uitsluitend|enkel|slechts)( nog)? (met|in|het|de)?",
    "(doe alsof|gedraag je als|speel de rol)",
    "(nieuwe|echte) (instructies?|opdracht) (je|negeer|antwoord|schrijf|voor (de ai|het model))",
)  # fmt: skip
