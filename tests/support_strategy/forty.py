"""Forty briefs in twenty industries, two of each, as owners would write them."""

from typing import Final

FORTY: Final[dict[str, dict[str, object]]] = {
    "plumber-leeds": {
        "business_name": "Hartley Plumbing", "industry": "Plumbing and heating",
        "target_audience": "Homeowners in north Leeds", "desired_outcome": "40 booked jobs a month within 6 months",
        "current_challenges": ["The phone goes quiet in summer", "Cheap call-out firms undercut us"],
        "existing_competitors": ["Fixit National"], "baselines": {"calls": {"value": 55, "unit": "per month"}},
    },
    "locksmith-cardiff": {
        "business_name": "Severn Locks", "industry": "Locksmith",
        "target_audience": "Letting agents and landlords in Cardiff",
        "desired_outcome": "Double our service contracts in a year",
        "current_challenges": ["Bad reviews after a night job", "One letting agent brings most of the work"],
        "horizon_weeks": 52,
    },
    "ngo-nairobi": {
        "business_name": "Maji Safi", "industry": "NGO for clean water",
        "target_audience": "Private donors in Nairobi and the diaspora",
        "desired_outcome": "250 monthly donors by the end of 2027",
        "current_challenges": ["Donors stop giving after the first gift", "People do not trust where the money goes"],
    },
    "foodbank-porto": {
        "business_name": "Mesa Cheia", "industry": "Food bank charity",
        "target_audience": "Companies and foundations in Porto", "desired_outcome": "Raise 120000 EUR in 12 months",
        "current_challenges": ["We have no time for marketing, only when something is left over",
        "Funders decide slowly"],
        "budget": {"amount": 4000, "currency": "EUR"},
    },
    "saas-scheduling": {
        "business_name": "Rota", "industry": "SaaS for shift planning",
        "target_audience": "Operations managers at care homes",
        "desired_outcome": "60 new paying accounts a month within 9 months",
        "current_challenges": ["People sign up and never finish the setup", "Ads get dearer every month"],
        "existing_competitors": ["Deputy", "Excel"],
        "baselines": {"free trials": {"value": 210, "unit": "per month"}, "monthly price": {"value": 79,
        "unit": "USD"}},
        "locale": "en-US",
    },
    "saas-compliance": {
        "business_name": "Ledgerly", "industry": "Software for audit trails",
        "target_audience": "Compliance teams in banks", "desired_outcome": "5 signed pilots by June",
        "current_challenges": ["Deals stall in procurement for months", "We look the same as the big suites"],
        "horizon_weeks": 30,
    },
    "dental-lyon": {
        "business_name": "Cabinet Croix-Rousse", "industry": "Dental clinic",
        "target_audience": "Families with young children", "desired_outcome": "30% more new patients within a year",
        "current_challenges": ["Too many no-shows", "Parents are afraid of the cost"],
        "baselines": {"new patients": {"value": 24, "unit": "per month"}},
    },
    "physio-oslo": {
        "business_name": "Sporet Fysio", "industry": "Physiotherapy practice",
        "target_audience": "Runners and office workers with back pain",
        "desired_outcome": "Fill 90% of appointments by autumn",
        "current_challenges": ["Nobody finds us on Google", "We are fully booked on some days and empty on others"],
    },
    "shop-outdoor": {
        "business_name": "Wool & Wander", "industry": "Online shop for outdoor clothing",
        "target_audience": "Women who hike", "desired_outcome": "Increase orders to 600 per month",
        "current_challenges": ["Many carts are abandoned", "Too many returns"],
        "primary_keyword": "merino base layer",
        "baselines": {
            "shop visits": {"value": 18000, "unit": "per month"}, "orders": {"value": 310, "unit": "per month"},
            "average order value": {"value": 84, "unit": "EUR"},
        },
    },
    "shop-coffee": {
        "business_name": "Grindhouse", "industry": "E-commerce for coffee gear",
        "target_audience": "Home baristas", "desired_outcome": "Second orders up to 35% within a year",
        "current_challenges": ["Customers buy once and never again", "They wait for our discounts"],
    },
    "trattoria-bristol": {
        "business_name": "Trattoria Rossi", "industry": "Restaurant",
        "target_audience": "Couples and families in Bristol", "desired_outcome": "More direct bookings",
        "current_challenges": ["Booking portals take commission", "Quiet on weekdays in winter"],
        "existing_competitors": ["OpenTable"],
    },
    "cafe-ghent": {
        "business_name": "Koffie & Kant", "industry": "Café",
        "target_audience": "Students and freelancers in Ghent", "desired_outcome": "300 paying guests a day by spring",
        "current_challenges": ["People sit for hours over one coffee", "Nobody knows we are here"],
        "budget": {"amount": 1500, "currency": "EUR"},
    },
    "law-startups": {
        "business_name": "Calder & Finch", "industry": "Law firm",
        "target_audience": "Founders of technology startups", "desired_outcome": "10 new clients per quarter",
        "current_challenges": ["Big-name firms win the mandates", "Clients find our fees unpredictable"],
    },
    "architects-basel": {
        "business_name": "Studio Rhein", "industry": "Architecture office",
        "target_audience": "Housing cooperatives and cantons", "desired_outcome": "3 shortlisted tenders a year",
        "current_challenges": ["We never make the shortlist", "Everything depends on the two founders"],
    },
    "parts-nordfraes": {
        "business_name": "Nordfräs", "industry": "Precision parts manufacturer",
        "target_audience": "Design engineers at automotive suppliers",
        "desired_outcome": "Win 6 series orders in 18 months",
        "current_challenges": ["Approved suppliers are hard to replace", "A decision takes nine months"],
    },
    "pumps-ohio": {
        "business_name": "Miami Valley Pumps", "industry": "Industrial pump manufacturer",
        "target_audience": "Plant maintenance managers", "desired_outcome": "Grow spare part revenue by 20% in a year",
        "current_challenges": ["Sales and marketing hand over badly", "Quotes take us two weeks"],
        "locale": "en-US",
    },
    "university-evening": {
        "business_name": "Lakeside University", "industry": "Evening university course in data analysis",
        "target_audience": "Adult learners", "desired_outcome": "120 enrolments for the autumn term",
        "current_challenges": ["Students drop out in the first term"], "horizon_weeks": 30,
    },
    "driving-krakow": {
        "business_name": "Pewny Kurs", "industry": "Driving school",
        "target_audience": "School leavers in Krakow", "desired_outcome": "50 new learners a month",
        "current_challenges": ["Other schools advertise lower prices",
        "Hardly anybody recommends us although they pass"],
    },
    "mortgage-dublin": {
        "business_name": "Clear Lending", "industry": "Mortgage broker",
        "target_audience": "First-time buyers in Dublin", "desired_outcome": "15 completed mortgages per month",
        "current_challenges": ["Many enquiries but few who can afford a loan", "We answer too late"],
    },
    "insurance-graz": {
        "business_name": "Murblick Versicherungen", "industry": "Insurance adviser",
        "target_audience": "Self-employed craftsmen", "desired_outcome": "80 new contracts this year",
        "current_challenges": ["Comparison portals are cheaper", "Compliance must approve every text"],
    },
    "gym-utrecht": {
        "business_name": "Ironyard", "industry": "CrossFit box",
        "target_audience": "Busy professionals in Utrecht", "desired_outcome": "200 members by the end of the year",
        "current_challenges": ["New members quit after three months", "People think it is only for athletes"],
        "baselines": {"members": {"value": 140, "unit": "members"}},
    },
    "yoga-valencia": {
        "business_name": "Casa Ananda", "industry": "Yoga studio",
        "target_audience": "Women over 40 in Valencia", "desired_outcome": "Fill morning classes",
        "current_challenges": ["Our followers like the posts but do not come", "Morning classes are half empty"],
    },
    "salon-brighton": {
        "business_name": "Fringe Benefits", "industry": "Hair salon",
        "target_audience": "Working women in Brighton", "desired_outcome": "25 new regulars a month",
        "current_challenges": ["We have to raise our prices", "We cannot find stylists"],
    },
    "barber-lisbon": {
        "business_name": "Navalha", "industry": "Barber shop",
        "target_audience": "Men in Alfama and tourists", "desired_outcome": "600 visits a month",
        "current_challenges": ["Customers do not show up", "Only three reviews online"],
    },
    "agents-malaga": {
        "business_name": "Sol Casas", "industry": "Estate agency",
        "target_audience": "Retired couples from Scandinavia", "desired_outcome": "30 sales a year",
        "current_challenges": ["Owners list with five agencies at once", "People do not trust estate agents"],
    },
    "lettings-york": {
        "business_name": "Ouse Lettings", "industry": "Letting agency",
        "target_audience": "Landlords with two to ten flats", "desired_outcome": "40 more managed flats by March",
        "current_challenges": ["Landlords only compare the fee", "Our website looks ten years old"],
    },
    "nurses-recruiter": {
        "business_name": "Nightingale Staffing", "industry": "Recruitment agency for nurses",
        "target_audience": "Hospital HR managers", "desired_outcome": "20 placements per month",
        "current_challenges": ["Job boards are cheaper", "Candidates drop out before they start"],
    },
    "tech-headhunter": {
        "business_name": "Stackmatch", "industry": "Headhunter for software engineers",
        "target_audience": "Startups without an HR team", "desired_outcome": "8 retained searches a quarter",
        "current_challenges": ["Cold mails are not answered", "We are one of a thousand recruiters"],
    },
    "branding-tallinn": {
        "business_name": "Põhjanael", "industry": "Branding studio",
        "target_audience": "Founders of software firms in the Baltics",
        "desired_outcome": "12 projects a year above 25000 EUR",
        "current_challenges": ["Clients come with budgets that are too small", "Every project depends on me"],
    },
    "web-agency-perth": {
        "business_name": "Westcode", "industry": "Web design agency",
        "target_audience": "Mining suppliers in Perth", "desired_outcome": "6 retainer clients in 9 months",
        "current_challenges": ["Only one-off projects, no recurring income", "Prospects ask for free concepts"],
    },
    "msp-hamburg": {
        "business_name": "Hanse IT", "industry": "Managed IT services",
        "target_audience": "Law firms with 20 to 80 seats", "desired_outcome": "15 new managed clients in a year",
        "current_challenges": ["They stay with their present provider", "Nobody understands what we do"],
    },
    "security-toronto": {
        "business_name": "Northgate Security", "industry": "Cyber security consultancy",
        "target_audience": "Boards of hospitals", "desired_outcome": "10 assessments sold by December",
        "current_challenges": ["The budget is only approved after an incident",
        "Different departments tell different stories about us"],
    },
    "lofts-manchester": {
        "business_name": "Redbrick Lofts", "industry": "Loft conversions and extensions",
        "target_audience": "Families who need a third bedroom", "desired_outcome": "18 projects a year",
        "current_challenges": ["Customers take months to decide", "People fear cowboy builders"],
    },
    "timber-vermont": {
        "business_name": "Maple Frame Homes", "industry": "Timber frame home builder",
        "target_audience": "Couples building a second home", "desired_outcome": "9 contracts a year at full price",
        "current_challenges": ["Too many tyre kickers", "We earn too little per project"], "locale": "en-US",
    },
    "sauce-bristol": {
        "business_name": "Bad Goat", "industry": "Small-batch hot sauce maker",
        "target_audience": "Independent delis and food lovers", "desired_outcome": "120 stockists by next summer",
        "current_challenges": ["Stockists order once and forget us", "We launch a new range and have no list"],
    },
    "dairy-jura": {
        "business_name": "Fruitière du Haut", "industry": "Cheese dairy",
        "target_audience": "Cheese shops and restaurants", "desired_outcome": "Sell 40% of the output direct",
        "current_challenges": ["One wholesaler takes most of our cheese", "Margins are thin"],
    },
    "weddings-tuscany": {
        "business_name": "Villa Ginestra", "industry": "Wedding venue",
        "target_audience": "Couples from northern Europe", "desired_outcome": "35 weddings a season",
        "current_challenges": ["Everybody wants Saturdays in June", "Planners recommend other venues"],
    },
    "conference-riga": {
        "business_name": "Baltic Data Days", "industry": "Conference organiser",
        "target_audience": "Data engineers and their managers", "desired_outcome": "600 paid tickets by September",
        "current_challenges": ["Many register and do not come", "People buy tickets in the last week"],
    },
    "hotel-algarve": {
        "business_name": "Casa da Ria", "industry": "Small hotel",
        "target_audience": "Couples who travel off season", "desired_outcome": "55% direct bookings within a year",
        "current_challenges": ["Portals bring most bookings", "Empty from November to March"],
        "existing_competitors": ["Booking.com"],
    },
    "campsite-bled": {
        "business_name": "Camp Zaka", "industry": "Campsite",
        "target_audience": "Families with camper vans", "desired_outcome": "Average stay of five nights",
        "current_challenges": ["Guests stay one night only", "Reviews complain about noise"],
    },
}  # fmt: skip

INDUSTRY: Final[dict[str, str]] = {
    "plumber-leeds": "local_trade", "locksmith-cardiff": "local_trade", "ngo-nairobi": "nonprofit",
    "foodbank-porto": "nonprofit", "saas-scheduling": "software", "saas-compliance": "software",
    "dental-lyon": "health", "physio-oslo": "health", "shop-outdoor": "online_shop", "shop-coffee": "online_shop",
    "trattoria-bristol": "hospitality", "cafe-ghent": "hospitality", "law-startups": "professional_services",
    "architects-basel": "professional_services", "parts-nordfraes": "manufacturing", "pumps-ohio": "manufacturing",
    "university-evening": "education", "driving-krakow": "education", "mortgage-dublin": "finance",
    "insurance-graz": "finance", "gym-utrecht": "fitness", "yoga-valencia": "fitness", "salon-brighton": "beauty",
    "barber-lisbon": "beauty", "agents-malaga": "real_estate", "lettings-york": "real_estate",
    "nurses-recruiter": "recruitment", "tech-headhunter": "recruitment", "branding-tallinn": "agency",
    "web-agency-perth": "agency", "msp-hamburg": "it_services", "security-toronto": "it_services",
    "lofts-manchester": "construction", "timber-vermont": "construction", "sauce-bristol": "food_producer",
    "dairy-jura": "food_producer", "weddings-tuscany": "events", "conference-riga": "events",
    "hotel-algarve": "lodging", "campsite-bled": "lodging",
}  # fmt: skip
