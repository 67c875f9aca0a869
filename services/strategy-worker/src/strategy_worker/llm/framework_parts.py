"""What the model writes of the sections that only one framework has.

What follows from arithmetic alone (the biggest leak, unit economics, how searches are measured) is nobody's prose and
stays as planned, and so do names, owners, marks, levels and dates inside the sections below.
"""

from typing import Final

from strategy_worker.llm.fields import Group, ItemList, Part, PlannedList, Text, TextList

BRAND: Final = (
    Part(
        "moment",
        "The moment the search starts",
        (
            Text("situation", 18, "the situation in which a buyer starts to look"),
            TextList("entryPoints", 10, least=3, most=3, about="occasions that somebody can recognise"),
            Text("first", 20, "which occasion to own first, and why that one"),
            Text("presence", 16, "where to be found in that moment"),
            Group(
                "forces",
                (
                    Text("push", 12, "what drives the buyer away from today's way"),
                    Text("pull", 12, "what draws the buyer to this firm"),
                    Text("anxiety", 12, "what the buyer fears about changing"),
                    Text("habit", 12, "what keeps the buyer where they are"),
                ),
                "what moves and what holds",
            ),
        ),
    ),
    Part(
        "segment",
        "Who fits best",
        (
            Text("description", 32, "who decides, when, and what counts as proof for them"),
            TextList("traits", 8, least=3, most=3, about="traits that can be looked up in a list"),
            TextList("disqualifiers", 8, least=2, most=2, about="signs that somebody does not fit"),
            Text("whereToFind", 18, "in which list or record the first names are found"),
        ),
    ),
    Part(
        "alternatives",
        "What they would do otherwise",
        (
            PlannedList(
                "items",
                (
                    Text("whyChosen", 10, "an honest reason to choose it"),
                    Text("whereItFails", 12, "the case in which it lets the buyer down"),
                    Text("betterFor", 9, "for whom it is the better choice"),
                ),
                shown=("name", "basis"),
                usual=4,
                about="the alternatives",
            ),
            Text("howToCheck", 18, "how to find out whether these reasons are right"),
        ),
    ),
    Part(
        "value",
        "Value and its proof",
        (
            PlannedList(
                "themes",
                (
                    Text("theme", 9, "the value in the buyer's terms"),
                    Text("whoCares", 9, "which buyers care most"),
                    Text("proofNeeded", 10, "the record or demonstration that would prove it"),
                ),
                shown=("restsOn", "proofStatus", "proofPlan"),
                usual=3,
                about="the values, each resting on its planned attribute",
            ),
        ),
        shown=("attributes",),
    ),
    Part(
        "marketFrame",
        "The category to be compared in",
        (
            Text("category", 9, "the category"),
            Text("reason", 20, "what this category puts at the front, and why that helps"),
            Text("rejected", 18, "the frame left aside, and why"),
        ),
        shown=("comparison",),
    ),
    Part(
        "statement",
        "Positioning statement",
        (
            Text("audience", 8, "completes “For …”"),
            Text("need", 13, "completes “who …”"),
            Text("offer", 12, "completes “we are …”"),
            Text("benefit", 13, "completes “which …”"),
            Text("alternative", 6, "completes “Unlike …”"),
            Text("difference", 13, "completes “…, we …”, a fact that can be checked"),
            Text("short", 12, "the whole in one plain sentence"),
        ),
    ),
    Part(
        "salesStory",
        "The sales story",
        (
            Text("insight", 22, "what the firm knows of the buyer's problem that others overlook"),
            Text("alternatives", 26, "the usual ways, each treated fairly"),
            Text("perfectWorld", 20, "what the right way would look like, by the buyer's own test"),
            Text("proof", 14, "what to show at this point of the talk"),
            Text("nextStep", 12, "the small step proposed at the end"),
        ),
    ),
    Part(
        "messageHouse",
        "Message house",
        (
            Text("promise", 16, "the one promise"),
            TextList("pillars", 12, least=3, most=3, about="supports of the promise, each with what it rests on"),
            TextList("forbidden", 8, least=3, most=3, about="words or habits to avoid"),
            TextList("tests", 13, least=3, most=3, about="tests the message has to pass, each with its threshold"),
        ),
    ),
)

FUNNEL: Final = (
    Part(
        "stages",
        "The stages",
        (
            PlannedList(
                "items",
                (
                    Text("entryBelief", 13, "what the buyer believes on entering"),
                    Text("exitBelief", 13, "what the buyer believes on leaving"),
                    Text("ask", 12, "the one thing asked for"),
                    Text("tension", 14, "why the buyer hesitates here"),
                    Text("frictionRemover", 20, "what is done about it, concretely"),
                    Text("message", 14, "what the buyer reads or hears"),
                    Text("asset", 12, "the thing to be made for this stage"),
                ),
                shown=("name", "channel", "owner", "leadingIndicator", "decisionRule"),
                usual=5,
                about="the stages",
            ),
        ),
    ),
    Part(
        "loops",
        "How one customer leads to the next",
        (
            PlannedList(
                "items",
                (
                    Text("mechanism", 22, "why one customer brings another, step by step"),
                    Text("trigger", 12, "the day or event that starts it"),
                ),
                shown=("name", "metric"),
                usual=2,
                about="the loops",
            ),
        ),
    ),
    Part(
        "killList",
        "What to stop",
        (
            ItemList(
                "items",
                (
                    Text("what", 14, "work or a habit to stop"),
                    Text("reason", 17, "why it costs more than it brings here"),
                    Text("frees", 12, "what that sets free, and for which step"),
                ),
                least=3,
                most=4,
                about="what to stop",
            ),
        ),
    ),
)

SEO: Final = (
    Part(
        "searchJobs",
        "What people try to get done",
        (
            ItemList(
                "items",
                (
                    Text("situation", 12, "the situation in which somebody searches"),
                    Text("question", 10, "the question in the searcher's words"),
                    Text("context", 12, "when and on which device, as a guess"),
                ),
                least=3,
                most=3,
                about="the jobs, the most valuable first",
            ),
        ),
    ),
    Part(
        "patterns",
        "Page patterns",
        (
            PlannedList(
                "items",
                (
                    TextList("queries", 7, least=4, most=4, about="example searches for this modifier and entity"),
                    TextList("anatomy", 8, least=4, most=4, about="what stands on the page, in order"),
                    Text("uniqueMaterial", 16, "material that only this firm has, without which no page is written"),
                    Text("conversionBridge", 12, "the step from the page to the offer"),
                    Text("reason", 12, "why this pattern is worth the work"),
                ),
                shown=("name", "modifier", "entity", "intent", "signedBy", "firstBatch", "priority"),
                usual=5,
                about="the patterns",
            ),
            Text("order", 20, "where to begin, and what has to be true before the next pattern"),
        ),
    ),
    Part(
        "doNotTarget",
        "Searches left alone",
        (
            ItemList(
                "items",
                (
                    Text("query", 6, "a kind of search"),
                    Text("reason", 16, "why it is left alone"),
                ),
                least=3,
                most=4,
                about="searches left alone",
            ),
        ),
    ),
    Part(
        "answerRisk",
        "Answers on the results page",
        (
            Text("risk", 22, "which part of the answer is read without a visit"),
            Text("response", 24, "what the page has that no summary can replace"),
            Text("check", 18, "how to watch it"),
        ),
    ),
)

COMPETITOR: Final = (
    Part(
        "arena",
        "The arena",
        (
            Text("job", 18, "the job the buyer wants done"),
            Text("buyer", 15, "who decides, and with whom"),
            Text("included", 16, "who and what belongs to the contest"),
            Text("excluded", 16, "where it ends"),
        ),
    ),
    Part(
        "rivals",
        "The players",
        (
            PlannedList(
                "items",
                (
                    Text("sells", 12, "what is really bought there; say so when it is not known"),
                    Text("betterFor", 9, "who should choose it"),
                    Text("evidenceToCollect", 12, "what to find out"),
                    Text("evidenceSource", 8, "where it can be found out"),
                ),
                shown=("name", "kind", "claimBasis", "evidenceBy"),
                usual=4,
                about="the players",
            ),
            Text("winLoss", 18, "how to learn from decided cases"),
        ),
    ),
    Part(
        "canvas",
        "Strategy canvas",
        (
            PlannedList(
                "factors",
                (Text("reason", 14, "why the planned move on this factor is right for this buyer"),),
                shown=("name", "move", "levels"),
                usual=6,
                about="what buyers weigh",
            ),
            Text("reading", 28, "what the difference comes down to, and what it is paid for with"),
        ),
    ),
    Part(
        "asymmetries",
        "What is hard to copy",
        (
            ItemList(
                "items",
                (
                    Text("advantage", 9, "something this firm can do"),
                    Text("whyHardToCopy", 19, "what copying would cost the others within a year"),
                    Text("condition", 12, "as long as what holds"),
                ),
                least=2,
                most=2,
                about="differences that last",
            ),
        ),
    ),
    Part(
        "counterMoves",
        "Answers to expect",
        (
            ItemList(
                "items",
                (
                    Text("theirAnswer", 12, "how other players would probably answer"),
                    Text("ourReply", 16, "the reply"),
                    Text("earlySign", 10, "what is seen first"),
                ),
                least=3,
                most=3,
                about="answers to expect",
            ),
        ),
    ),
    Part(
        "battlecards",
        "Battlecards",
        (
            PlannedList(
                "items",
                (
                    Text("question", 13, "a fair question for the buyer to ask"),
                    Text("concession", 12, "what the other does better"),
                    Text("proof", 11, "what to show"),
                    Text("when", 10, "when to use the card"),
                ),
                shown=("against",),
                usual=3,
                about="the cards",
            ),
        ),
    ),
    Part(
        "monitoring",
        "What to watch",
        (
            TextList("signals", 12, least=3, most=4, about="signals anybody may look up, with source and rhythm"),
            Text("rhythm", 16, "who keeps the table, and how often it is read"),
        ),
        shown=("rules",),
    ),
)

OFFER: Final = (
    Part(
        "corePromise",
        "The core promise",
        (
            Text("outcome", 16, "what the buyer has afterwards"),
            Text("byWhen", 18, "by when, or how the date is set"),
            Text("measuredHow", 22, "how both sides see that it was kept"),
            Text("dependsOnBuyer", 20, "what it needs from the buyer"),
        ),
    ),
    Part(
        "mechanism",
        "Why it can hold",
        (
            Text("explanation", 42, "why the promise can hold: cause and effect, no praise"),
            TextList("steps", 18, least=4, most=4, about="the steps, in order"),
        ),
    ),
    Part(
        "stack",
        "What is in, what is out",
        (
            PlannedList(
                "items",
                (
                    Text("obstacle", 14, "the obstacle this part removes"),
                    Text("valueArgument", 24, "how its worth is argued with the buyer's own figure or case"),
                ),
                shown=("item",),
                usual=4,
                about="the parts of the offer",
            ),
            TextList("exclusions", 15, least=3, most=4, about="what is not included"),
        ),
    ),
    Part(
        "price",
        "Price",
        (
            Text("anchor", 20, "what the price is laid beside"),
            Text("payment", 18, "when which part is due"),
            Text("floor", 20, "below which price the answer is no, and why"),
            Text("test", 30, "how to find the price by asking"),
        ),
        shown=("amount", "basis", "comparison"),
    ),
    Part(
        "ladder",
        "The ladder",
        (
            PlannedList(
                "rungs",
                (
                    Text("upgradeTrigger", 16, "what has to be true before the next step makes sense"),
                    Text("purpose", 15, "what the step is for"),
                ),
                shown=("name", "contents"),
                usual=3,
                about="the steps of the ladder",
            ),
        ),
    ),
    Part(
        "guarantee",
        "Guarantee",
        (
            Text("promise", 20, "the promise, within the planned kind and cap"),
            Text("condition", 18, "when it holds"),
            Text("whoPays", 22, "who bears it, and out of what"),
        ),
        shown=("kind", "cap", "exposure"),
    ),
    Part(
        "capacity",
        "Capacity",
        (
            Text("stopRule", 22, "when to stop selling, and what is said then"),
            Text("scarcity", 18, "the real cause of scarcity, or that there is none"),
        ),
        shown=("unitsPerMonth", "hoursPerUnit", "unitsToday"),
    ),
    Part(
        "pilot",
        "Pilot",
        (
            Text("scope", 22, "the smallest version that teaches something"),
            Text("success", 24, "the result that counts as success"),
            Text("then", 20, "what follows from either result"),
        ),
        shown=("cost", "byWhen"),
    ),
)
