"""Orders: a sentence that tells somebody to do something, with no subject of its own."""

from scoring.words import listed

_ACTIONS = listed(
    """
    abandon accept add agree allow answer append apply approach arrange ask assign attach audit become begin bring
    build buy calculate call cap carry change charge check choose claim clean close collect combine come compare
    compute confirm connect contact convert copy count cover create credit cut decide decline deliver delete
    demonstrate design divide document double draft drop email end explain export extend film find finish fit fix
    follow freeze gather get give go guard halve hand hang hire hold host import insist install interview invite
    invoice issue join keep label launch lead learn leave let limit link list load log look mail make map mark match
    measure meet mend move name negotiate note offer open order pack paint park pause pay phone photograph pick pilot
    place plan plant position post postpone prepare price print promise propose protect prove publish pull put quote
    raise read rebuild recalculate record recruit reduce refund refuse register rehearse remove rename rent repair
    repeat replace reply report reprice reserve return review rewrite ring run say schedule search sell send serve
    set share ship shorten show sign sit sort spend split stamp stand start state stay stock stop store survey swap
    switch take talk teach tell test text time track train translate treat trial try turn update upload use video
    visit wait walk warn watch weigh win withdraw work write
    """
)
_DETERMINERS = listed(
    """
    the a an your our my their his her its each every it them him us this that these those all both one two three
    four five six ten twelve up down out off back nothing everything only no
    """
)
_NO_VERBS = listed(
    """
    about above across after again against all almost along also although always amid among and another any are
    around as at be because been before behind below beside between beyond both but by can could dear despite did
    do does during each either else even ever every everyone except few first for from had has have he here how
    however i if in inside is it just last later less like many may maybe meanwhile might more most much must near
    nearly neither never next no nobody nor not nothing of often on once only or otherwise outside over past per
    perhaps quite rather same second several shall she should since so some something soon still such than that
    then there they third this though through throughout to today tomorrow tonight toward towards twice under
    unless unlike until upon via was we were what whatever when where whereas whether which who whoever why will
    with within without would yes yesterday yet you
    """
)

# Nouns as well: they only give an order before something a noun would not stand before.
_ALSO_NOUNS = listed(
    """
    answer audit call cap change charge claim close copy count cover cut design display document draft drop email end
    export film fit fix group guard halt host invoice label lead limit link list load look mail map mark match measure
    move name note offer open order pack paint park pause pay phone photograph pilot place plan plant position post
    price print process project promise quote raise read record register rent repair repeat report reserve return
    review ring run sample sample schedule search share ship show sign sort split stamp start state stay stock stop
    store
    survey swap switch talk test text time track train trial turn update use video visit wait walk watch work credit
    double
    contact import install interview issue join launch log practice
    """
)
_AFTER_ORDER = listed("with on in from by at for to into not and through against about after before until as between")


def is_action(word: str) -> bool:
    """Tell whether a word is the base form of a verb that does something one can see."""
    return word in _ACTIONS


def is_order(first: str, second: str) -> bool:
    """Tell an order by its verb, or by a bare word before a determiner, where a noun could not stand."""
    if first in _ACTIONS and first not in _ALSO_NOUNS:
        return True
    if first in _ACTIONS and (second in _AFTER_ORDER or second.endswith("ing") or second[:1].isdigit()):
        return True
    could_be_verb = first.isalpha() and first not in _NO_VERBS and not first.endswith(("s", "ing", "ed", "ly"))
    return second in _DETERMINERS and could_be_verb
