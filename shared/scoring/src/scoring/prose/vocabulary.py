"""Words that say nothing about a case: everyday verbs and adjectives, business talk, and the talk of this very rubric.

A word outside these lists is taken for a detail. So the lists err on the wide side: leaving out a common word lets an
empty sentence pass for a specific one, while listing a concrete word only asks a sentence for one more detail.
"""

from scoring.lexicon import ABSTRACT, COMMON, FUNCTION
from scoring.words import listed, stem

_VERBS = listed(
    """
    accept accomplish account act add address adjust admit adopt advise affect afford aim allow amount announce
    answer appear apply approach approve argue arise arrange arrive ask assess assign assist assume assure attempt
    attend avoid back base bear beat become began begin begun believe belong bet block borrow bother bought break
    bring broke brought build built burn buy calculate call came care carry catch caught cause centre check choose
    chose chosen claim clarify close collect combine come commit compare complain complete compose concern conclude
    conduct confirm confuse consider consist constitute contact contain contribute control convince cope cost count
    cover crave cut damage dare deal decide decline define delay depend derive describe deserve design determine did
    die differ discover discuss dismiss distinguish divide document double doubt drain draw drawn drew drive drop earn
    eliminate emerge emphasise enhance enjoy enter escape establish evaluate evolve exceed exclude exist expand
    expect explain expose express extend face fail fall favour fear feel fell felt fight figure fill find finish
    fix follow forget form fought found frame free fulfil function gain gather gave get give given gives go goes
    going gone got grasp grew grow grown guarantee guess guide handle happen hate have hear heard held help hesitate
    hide hold honour hope ignore imagine imply improve include incorporate indicate influence inform inspire intend
    interest introduce invest invite involve join judge jump justify keep kept kill knew know known lack land last
    launch lay lead learn leave led left lend let lie lift limit link list listen live look lose lost love made
    maintain make manage mark match matter mean meant measure meet mention met mind miss mix move name need notice
    object observe obtain occur offer open operate oppose order organise outline outweigh overcome own owe pass pay
    perceive perform persist persuade pick place plan play please point pose possess postpone prefer prepare present
    preserve press pretend prevent proceed process produce prompt prove provide publish pull purchase pursue push put
    question quit raise ran rank rate react read realise reassure receive recognise recommend record recover reduce
    refer refine reflect refuse regard reject relate release rely remain remember remind remove repeat replace report
    represent require resist resolve respect respond rest restrict result return reveal review rewrite rise risen
    risk rose run said sat satisfy save saw say scare schedule search secure see seek seem seen select sell send
    sent separate serve set settle shape share shift show shown shrink shut sign sink sit skip slip sold solve
    sort sought sound speak specify spend spent spoke spoken spread stand start state stay stick stood stop strive
    struggle study submit succeed suffer suggest suit supply suppose surprise survive suspect switch take taken talk
    taught teach tell tend test thank think thought threaten throw tie took touch trade treat tried trigger trust
    try turn undertake undermine understood urge use used validate vary verify view visit volunteer vote wait wake
    walk want warn waste watch went win wish won wonder work worry wrap write written wrote yield
    abandon absorb accelerate adapt adhere advance anchor anticipate attach await balance benchmark bind boost bridge
    cancel capture celebrate challenge channel chase cite coordinate correct cultivate curate cycle debate decrease
    dedicate defend defer delegate demonstrate deploy devote differentiate dilute diminish direct dissolve
    distract diversify educate elaborate embed embody emphasize employ enforce enrich enroll ensure erode escalate
    evidence examine execute exercise exit experiment fade finalise finalize flourish foresee fuel govern harness
    illustrate implement incline incur inherit initiate insist inspect institute interpret invent iterate keep lessen
    lessons linger log lower magnify materialise mitigate mobilise motivate multiply narrow neglect nurture obligate
    occupy offset omit outperform overwhelm own pause penalise permeate pilot pinpoint plague portray postpone
    predict presume prioritise project promise propel propose protect provoke quantify reach realign reallocate reap
    reassess recalibrate reconsider reconcile refund refresh regain reinforce reiterate reposition repurpose reshape
    restore retain rethink revert revise revisit reward rework safeguard scatter scope scrutinise sharpen showcase
    simplify solidify spark specialise squeeze stabilise stall stem steer stimulate strain substantiate sum
    summarise supplement surface surround sustain target tackle trace track transition translate trim uncover
    underline underpin underscore unify unite upgrade uphold utilise utilize weaken weigh widen withdraw withstand
    """
)

_QUALITIES = listed(
    """
    able abstract absolute acceptable accessible accountable accurate active actual acute additional adequate
    affordable aggressive agile alert alive alternative ambitious ample annual apparent applicable available average
    bad bare basic beautiful beneficial big bold brief bright broad busy calm capable careful casual central certain
    cheap clean clever coherent cold comfortable common comparable compelled competent complex complicated concise
    concrete confident conscious consequent conservative considerable constant constructive contemporary convenient
    conventional cool core corporate costly critical crucial curious current customary dangerous dear decent
    decisive dedicated deliberate delicate dependable desirable desired detailed different difficult diligent
    dirty disciplined discreet distant distinct distinctive diverse dominant dull durable eager early eligible
    emotional empty endless enormous entire equal ethical evident exact exceptional exciting exclusive existing
    expensive experienced expert explicit external extra extreme fair faithful false familiar famous fast favourable
    feasible final financial fine firm flat flexible focused formal former fresh friendly fruitful full
    fundamental funny general generic gentle genuine global gradual grand great half handy happy hard harmful healthy
    heavy hidden historic honest hot huge human hungry imaginative immediate imperative inclusive incremental
    independent individual inevitable informed inherent initial inner instant intense intentional interactive
    interested interesting internal intuitive invaluable irrelevant isolated joint keen kind known large late
    latest legitimate lean less light likely limited linear little live local logical loose loud low lucky
    main major mandatory manual mass massive mature maximum meaningful measurable mere mild minimal minimum minor
    missing mixed mobile moderate modest mutual native natural nearby neat necessary negative neutral nice noisy
    normal noticeable numerous objective obvious occasional odd official ongoing online optional ordinary original
    outer outstanding overdue overlooked painful paramount partial particular patient perfect permanent persistent
    persuasive pertinent plain plausible pleasant plenty polite poor popular possible practical precise predictable
    preferred present previous primary principal prior private profitable profound prominent proper proportional
    prudent public pure quick quiet random rapid rare rational raw ready real realistic reasonable recent recurring
    redundant regional repeatable representative reputable required respective responsible responsive rich rigid
    rigorous rough routine sad safe same sceptical secondary secret selective senior sensible sensitive separate
    serious severe sharp short significant similar sincere single skeptical slight slow small smooth soft sole solid
    sophisticated special specific stable standard steady steep sticky straightforward strange strict structural
    structured subject substantial subtle sudden sufficient suitable sure surprising suspicious swift systematic
    tangible technical temporary terrible thin thorough thoughtful tight timely tiny tired total tough traditional
    transparent true truthful typical ultimate unaware uncertain unclear uncommon undecided underlying
    undeniable unfamiliar uniform universal unlikely unnecessary unproven unrealistic urgent useful usual vague
    valid valuable vast viable vibrant virtual warm weak wide wild willing wise worse worst worth worthwhile worthy
    wrong young absent actionable airtight attentive authoritative binding bite-sized bulletproof candid crisp
    data-driven day-to-day deeper end-to-end evergreen evidence-based face-to-face fact-based first-hand full-time
    go-to hands-on high-quality honest in-depth in-house long-term low-cost low-hanging mid-term nonnegotiable
    one-off one-size-fits-all outcome-driven overarching part-time pre-defined proactive real-world reachable
    results-driven short-term side-by-side so-called step-by-step tailor-made time-bound two-way up-to-date
    user-friendly value-driven value-adding well-defined well-known well-timed
    """
)

_ADVERBS = listed(
    """
    accordingly actually afterwards ahead almost alone along alongside already altogether always anyway apart aside
    away backward badly basically behind beyond carefully certainly clearly closely commonly completely constantly
    currently daily deeply definitely directly easily effectively elsewhere entirely equally especially essentially
    eventually exactly explicitly extremely fairly finally forever forward frankly freely frequently fully generally
    gradually hardly hence henceforth honestly however immediately increasingly indeed instantly largely lately later
    likewise literally mainly maybe meanwhile merely moreover mostly namely naturally nearly necessarily nevertheless
    newly nonetheless normally obviously occasionally often openly otherwise overall partly particularly perhaps
    plainly possibly precisely presently previously primarily probably properly purely quickly quite rapidly rarely
    rather readily really recently regardless regularly relatively repeatedly respectively roughly sadly seldom
    seriously sharply shortly simply simultaneously slightly slowly solely somehow sometimes somewhat somewhere soon
    specifically steadily still straight strictly strongly subsequently suddenly surely therefore thereby thoroughly
    thus tightly together totally truly twice typically ultimately undoubtedly unfortunately usually utterly
    virtually visibly whatsoever wherever widely willingly wisely worldwide whoever whichever whatever eur euro euros
    usd gbp kes
    pound pounds dollar dollars anymore anything anyone everyone
    everybody everywhere someone something sometime nothing none nowhere thing things per via versus plus minus etc
    """
)

_MATTERS = listed(
    """
    absence abundance access accident accordance accountability accuracy addition advance advice affair age aim
    alarm ambition amount analysis angle anxiety anything argument arrangement array aspiration assessment assistance
    assurance atmosphere attempt attitude attribute average background balance barrier basis batch bearing beginning
    behaviour behavior being belief bit blame bottleneck bottom boundary breakdown breadth bundle burden candidate
    capacity care case
    catch category cause caution centre century chain chance chaos character characteristic circle circumstance
    clarity class clue combination comfort comment commitment comparison complaint complexity component compromise
    concentration concept conclusion condition conduct confidence confirmation conflict confusion connection
    consequence consideration constraint contact context contrast contribution control controversy convenience
    conviction core corner corporation count couple course coverage creation criteria criterion crowd cue curiosity
    curve custom damage danger date debate debt decade decision decline default defect deficit definition degree
    delay delight density dependency depth description desire detail determination difference difficulty dimension
    discipline discovery discussion dispute distance distinction distribution diversity doubt draft dream dozen
    duty ease effect element emergency emotion emphasis encounter end energy enterprise enthusiasm entity entry equation
    error essence estimate evaluation evidence evolution example excellence exception excess exchange excitement
    excuse existence expense explanation expression extension extent eye face fact factor failure fairness faith
    familiarity family fate fault favour fear feedback feeling figure file final finding finish flexibility flow
    force form formula fortune foundation fraction freedom frequency friction fruit frustration fun function
    fundamentals gap generation glance goodwill group guess guesswork guideline habit half hand harm head headline
    heart height hesitation history hold honesty hope horizon humanity hurdle idea ideal illusion imagination
    implication importance impression impulse incentive incident inclination independence index indication indicator
    individual information ingredient inquiry inside insight instance instinct instruction integrity intelligence
    intensity intent intention interaction interest interval intuition investment involvement issue item job joy
    judgement judgment kind kindness knowledge label lack layer learning length lesson liability life line limit
    limitation link
    list load logic look loop loss lot luck majority makeup manner mass matter maturity mechanism meaning means
    measure measurement medium merit message middle mind minority miracle miss mistake mix mixture mode moment
    momentum mood motion motivation motive mystery narrative nature neighbour neutral niche noise norm note notice
    notion number objection obligation obstacle occasion odds offering one operation opinion option order
    organisation organization orientation origin output outset outside oversight ownership pace pain pair part
    particular party passage past path patience pattern pause peace peer penalty percent percentage perfection
    period permission person perspective phase phenomenon philosophy phrase picture piece pile pitch place plenty
    point policy pool portion possession possibility practice precision preference premise preparation presence
    present pressure prestige principle privacy privilege procedure process product production professionalism
    profile profit project proof property proportion proposal prospect protection provision pull purchase pursuit
    puzzle qualification quantity quest question rage range rank rate ratio rationale reaction reader reading realm
    reason recipe recognition recommendation record reduction reference reflection refusal regard region regret
    rejection relation relief reluctance remainder reminder removal repetition reply reporting representation
    request requirement reserve resistance resolution respect response responsibility rest restriction result
    return reversal revision reward rhythm rigour ripple risk rival rivalry role root rule rush sacrifice safety
    sake sale sales sanity saving scale scenario scene scepticism scheme scope scrutiny second section sector security
    selection sense sentence sentiment sequence series service session setback setting setup shadow shape shift
    shortage shortcut side sight sign signal significance silence similarity sincerity situation size skepticism
    skill slot society someone sort sound source space spirit spot stability staff stage stake stakeholder stance
    standard standing statement statistic status step stock stop stress stretch string structure struggle study
    stuff style subject substance sum summary supply surface surprise suspicion symbol system tactic tail talent
    taste tension term territory theme theory threat threshold title tone topic total trait trap trick trigger truth
    try turnaround type uncertainty understanding union unit usage use user usefulness variable variation variety
    version vicinity viewpoint virtue voice volume warning waste way weakness wealth weight well whole will willingness
    wisdom wish wonder word workload worry worth zone
    """
)

_BUSINESS = listed(
    """
    accountable acquisition administration advertise advertisement advertiser advertising advocacy advocate affiliate
    analytics annually assumption asset b2b b2c baseline blueprint bookkeeping bottom-line brainstorm briefing budget
    buyer buy-in cadence cap capital career cash checkpoint churn client clientele colleague commerce commercial
    commodity concession conversion copywriting corporate cost creative credibility credible customer-centric cvr
    dashboard data deadline deal decision-maker decision-making deliverable denominator department differentiator
    digital discount display distribution economy economic enquiry enterprise equity execution executive expenditure
    expertise exposure facilitator fee finance flagship fulfilment funnel goal guarantee gtm headcount hire
    hypothesis hypotheses income indicator influencer infrastructure initiative inquiry internal inventory
    investment investor kpi kpis landscape launch lead leader lever lifecycle limitation logistics lookalike manager
    management margin market marketer marketplace media merchandise messaging methodology metric metrics milestone
    mindshare monetise monetize money niche numerator objection offering okr onboarding operations operational
    optimisation optimization outreach overhead owner owned packaging paid partner partnership payment payoff
    persona personas pipeline plan planner planning playbook positioning pre-mortem premortem price pricing
    procurement product productivity profit profitability proof proposal prospects provider purchaser rate
    rebrand recommendation recruitment referral refusal refusals reporting resource resourcing retail retailer
    retargeting retention revenue reversal roadmap roi rollout roll-out sale sales salesperson seller seo
    shareholder shopper spending sponsor staff staffing startup stakeholder supplier supply sustainability swot
    target team territory testimonial testimonials threshold tier timeline timeframe top-line touchpoints track
    traction trend turnover uplift upsell upside user utility value valuation vendor venture vertical viability
    visitor volume wins workflow workforce workshop workshops worthwhile
    boss employee employer member men women person people guest public audience community follower followers
    fan fans subscriber subscribers consumer consumers customer customers client clients buyer buyers user users
    specialist specialists professional professionals expert experts founder founders director directors
    assumption assumptions counterargument counterexample definition definitions benchmark benchmarks basis
    evidence-free falsifier guardrail guardrails kill-rule stop-rule numerators denominators window windows
    pilot pilots rollback sanity scorecard sensitivity trade-off trade-offs tradeoff tradeoffs trigger triggers
    accountability autopsy post-mortem postmortem contingency mitigation countermeasure countermeasures caveat
    caveats disclaimer clause clauses proviso ceiling floor limit limits baseline baselines cut-off cutoff
    """
)

_ASSETS = listed(
    """
    account ad ads advert app article articles banner blog blogs brochure campaign campaigns case chat checklist
    content copy dashboard demo demos e-book ebook ebooks e-mail email emails event events facebook flyer flyers form
    forms google guide guides hashtag homepage infographic infographics instagram interview interviews keyword
    keywords landing leaflet leaflets linkedin linkedin's listing lists mail mailing news newsletter newsletters
    page pages pdf photo photos podcast podcasts pop-up post posts press print promotion reel reels report reports
    review reviews sample samples search site slogan sms social spreadsheet story stories survey surveys tagline
    template templates tiktok tutorial twitter video videos web webinar webinars website websites whatsapp
    whitepaper whitepapers youtube call calls card cards log logs meeting meetings phone record records sheet sheets
    study studies trial trials voucher vouchers badge badges certificate certificates certification bundle bundles
    competitor competitors software tool tools platform platforms technology automation crm ai chatbot
    """
)

_HOLLOW_WORDS = _MATTERS | _BUSINESS

HOLLOW = frozenset(stem(word) for word in _HOLLOW_WORDS) | ABSTRACT
"""Stems of talk about business and plans in general."""

GENERIC = (
    frozenset(stem(word) for group in (_VERBS, _QUALITIES, _ADVERBS, FUNCTION) for word in group) | COMMON | HOLLOW
)
"""Stems that fit any company and any plan."""

ASSETS = frozenset(stem(word) for word in _ASSETS) - frozenset(stem(word) for word in _MATTERS | _VERBS)
"""Stems of things every marketing plan mentions: one of them is a detail, five are a list."""
