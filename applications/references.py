"""The references by which people name an application."""

from secrets import choice

# Without 0/O, 1/I/L, 5/S, 8/B and U/V: what is read out on the phone arrives as it was.
ALPHABET = "234679ACDEFGHJKMNPQRTWXYZ"
GROUP = 4


def new_reference() -> str:
    """What applicant and staff call an application, for example "7KQ4-M2XP".

    Drawn at random from 25^8 (1.5 * 10^11), so that it tells nothing about how many there are.
    """
    letters = "".join(choice(ALPHABET) for _number in range(2 * GROUP))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"
