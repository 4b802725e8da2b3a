"""Which typos in the domain of an address are asked about, and which are none."""

import pytest

from careers.text.mail_providers import OTHERS, PROVIDERS, suggest_address, suggest_domain

TYPOS = {
    "gmail.com": "gmial.com gmai.com gmal.com gmaill.com mgail.com gmail.con gmail.co gnail.com",
    "googlemail.com": "googlemial.com goglemail.com",
    "gmx.de": "gmx.ed gmx.d gmx.dee gxm.de gmxx.de",
    "gmx.net": "gmx.ent gmx.nett gmx.ne",
    "web.de": "wbe.de web.d weeb.de",
    "t-online.de": "tonline.de t-onlin.de t-onlien.de",
    "outlook.de": "outlok.de outloook.de",
    "outlook.com": "otlook.com outlook.con",
    "hotmail.com": "hotmial.com hotmal.com",
    "yahoo.de": "yaho.de yahooo.de",
    "icloud.com": "iclod.com icloud.co",
    "posteo.de": "poste.de psoteo.de",
    "mailbox.org": "mailbox.or malbox.org",
    "freenet.de": "freent.de frenet.de",
    "proton.me": "protn.me porton.me",
}
NO_TYPOS = """gmail.de mail.com mail.de email.com email.de ymail.com me.com mac.com msn.com gmx.com gmx.eu gmx.dk
    web.at web.be web.com web.net seb.de wbb.de we.de gm.de cloud.com online.de outlook.be outlook.fr
    yahoo.it yahoo.co.uk hotmail.co.uk live.be proton.ma pm.me posteo.net freenet.com aol.fr tuta.com
    example.org osb-alliance.com xn--wei-7ka.example uni-web.de""".split()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(typed, meant) for meant, several in TYPOS.items() for typed in several.split()],
)
def test_typo_of_a_provider_is_asked_about(typed: str, meant: str) -> None:
    assert suggest_domain(typed) == meant


@pytest.mark.parametrize("domain", NO_TYPOS)
def test_domain_of_others_is_no_typo(domain: str) -> None:
    assert suggest_domain(domain) == ""


def test_provider_is_no_typo_of_another() -> None:
    assert [domain for domain in (*PROVIDERS, *OTHERS) if suggest_domain(domain)] == []


def test_address_keeps_its_name() -> None:
    assert suggest_address("Kim.O@gmial.com") == "Kim.O@gmail.com"
    assert suggest_address("gmial") == ""
