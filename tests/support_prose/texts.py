"""A brief and small texts for it: a dense one, the same at length, and fluent ones that say nothing."""

from typing import Final

from shared.contracts.requests import Brief

BRIEF: Final = Brief.model_validate(
    {
        "businessName": "Aire Valley Plumbing",
        "industry": "Plumbing and heating",
        "targetAudience": "Letting agents in Leeds who manage 50 to 400 rented homes",
        "desiredOutcome": "Win 12 letting agents as regular clients within 9 months, from 3 today",
        "framework": "brand_positioning",
        "currentChallenges": [
            "Agents already have a plumber they call first",
            "Tenants complain about waiting for repairs",
            "We look the same as every other plumber on price",
        ],
        "existingCompetitors": ["HomeServe", "Dynamic Plumbers"],
        "baselines": {
            "letting agents under contract": {"value": 3, "unit": "agents"},
            "jobs per week": {"value": 22, "unit": "jobs"},
        },
    }
)

DENSE: Final = """\
Letting agents do not switch plumbers because the one they have answers the phone; they switch the week he \
lets a tenant go cold. So we sell one thing: a four-hour arrival window for no-heat calls, with a photo of the \
finished repair in the agent's inbox before the van leaves. We will not quote for bathrooms or new-build work, \
since both would pull the two vans out of the window.

From 3 agents to 12 takes 36 first calls: Dawn rings 4 agents a week for nine weeks, and we expect one in four \
to try a single job. "My usual man is cheaper," they will say. He may be; if a repair needs a second visit, \
ours is free. If fewer than 4 trial jobs come in by week 6, Dawn stops ringing and visits branches instead. I \
don't know how many agents let their own staff choose the plumber; ask the first ten.
"""

OBJECTIONS: Final = """

## What they will say

"My usual man answers at night." Ours answers until ten, and the number on the card is Dawn's own. An agent \
who has a plumber in the same street is better off with him.

"I don't want another invoice." One bill a month, with a photo and the tenant's name on each line, sent on the \
28th.

"What if a repair goes wrong?" The second visit is free within 30 days, once per job.
"""

GENERIC: Final = """\
Aire Valley Plumbing has the opportunity to become the leading choice for letting agents in Leeds by building \
a strong and consistent brand. To achieve this, we must communicate our values clearly across all channels and \
show that we understand what our customers need. A professional website, active social media and regular \
content will increase awareness and build trust over time. We should highlight our reliability, quality and \
friendly service, and make sure that every interaction reflects our promise. By listening to feedback and \
continuously improving, we will create lasting relationships with agents. Competitors focus on price, but we \
will focus on value. With a clear message and the right marketing mix, Aire Valley Plumbing will stand out and \
grow sustainably.
"""
