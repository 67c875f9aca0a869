"""The texts of a funnel's steps: beliefs, ask, tension and what to repair; slots are filled per brief."""

from dataclasses import dataclass
from typing import Final

from strategy_worker.knowledge.schema import Role


@dataclass(frozen=True, slots=True)
class Step:
    """The texts of one step; slots are filled per brief."""

    entry: str
    exit: str
    ask: str
    tension: str
    remover: str
    message: str
    asset: str
    owner: Role
    repair: str


STEPS: Final = (
    Step(
        "{habit} has been good enough so far",
        (
            "[this situation has a name, and somebody here knows it|others have this too, and "
            "here is somebody who deals with it]"
        ),
        "look at one page or listing",
        "the need is not felt until {moment}",
        "say the situation first and the name second",
        "when {moment}, this is where to turn",
        "one page or listing for that situation",
        "owner",
        "change the place and keep the message",
    ),
    Step(
        "somebody here knows the situation",
        "[an answer costs nothing and comes from a person|asking is free, and a person answers]",
        "ask one question or propose a date",
        "{trust_gap}",
        "show {fact}, with {check}",
        "this can be checked before anything is agreed: {fact}",
        "[a short answer with the usual price range and the next step|an answer in five lines: range, next step, name]",
        "seller",
        "answer sooner and ask for less",
    ),
    Step(
        "an answer costs nothing",
        "[the first step is small and has a written result|it begins small and leaves something in writing]",
        "agree to {first_rung}",
        "the worry is {risk}",
        (
            "[give the first step a fixed scope, a date and a way out|fix scope and date of the "
            "first step, and leave a way out]"
        ),
        "{first_rung} ends with something you keep",
        "one page that describes {first_rung}",
        "maker",
        "make the first step smaller, with the same written result",
    ),
    Step(
        "the first step kept its word",
        "[the main step will be as calm as the first|what comes next will go the same way]",
        "agree to {main_rung}",
        "{decider} has to be able to defend the decision",
        "hand over {proof}",
        "[what you have seen in the first step is how the rest is done|the rest is done as you have seen it]",
        "[the written result of the first step with the next date in it|the result in writing, next date included]",
        "seller",
        "ask five who stopped what they would have had to see",
    ),
    Step(
        "it went as agreed",
        "[this is the place for the next time, and for others I know|next time again, and I can name it to others]",
        "name one person or agree to {next_rung}",
        "nothing reminds them once the need is gone",
        (
            "[note the date of the next need at delivery, with consent|ask for the next date and "
            "for consent when handing over]"
        ),
        "[here is the date on which it will matter again|it will matter again on this date]",
        "[a dated reminder and a question for one kind of person|a reminder for the next date and one question]",
        "seller",
        "ask five of them what would bring them back",
    ),
)
