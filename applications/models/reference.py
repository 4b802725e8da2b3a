"""What applicant and staff call an application: short, and easy to read out."""

from secrets import choice

# Without 0/O, 1/I/L, 5/S, 8/B and U/V: what is read out on the phone arrives as it was.
REFERENCE_LETTERS = "234679ACDEFGHJKMNPQRTWXYZ"
REFERENCE_GROUP = 4


def new_reference() -> str:
    """What applicant and staff call an application, for example "7KQ4-M2XP".

    Drawn at random from 25^8 (1.5 * 10^11), so that it tells nothing about how many there are.
    """
    letters = "".join(choice(REFERENCE_LETTERS) for _number in range(2 * REFERENCE_GROUP))
    return f"{letters[:REFERENCE_GROUP]}-{letters[REFERENCE_GROUP:]}"
