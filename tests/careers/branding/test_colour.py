import pytest
from django.core.exceptions import ImproperlyConfigured

from careers.branding import colour


@pytest.mark.parametrize("written", ["#0b6b5d", "#000000", "#ffffff", "#ff0000", "#123456"])
def test_hex_survives_the_way_through_oklch(written):
    assert colour.to_hex(colour.parse_colour("BRAND_COLOUR", written)) == written


def test_short_hex_means_doubled_digits():
    assert colour.parse_colour("BRAND_COLOUR", "#0AF") == colour.parse_colour(
        "BRAND_COLOUR", "#00aaff"
    )


@pytest.mark.parametrize(
    "written", ["oklch(52% 0.09 178)", "oklch(0.52 .09 178deg)", " OKLCH( 52% 0.09 538 ) "]
)
def test_oklch_is_read_in_every_spelling(written):
    assert colour.parse_colour("BRAND_COLOUR", written) == pytest.approx((0.52, 0.09, 178.0))


@pytest.mark.parametrize("written", ["teal", "rgb(0 128 128)", "hsl(180deg 100% 25.1%)"])
def test_every_colour_of_css_is_read(written):
    assert colour.to_hex(colour.parse_colour("BRAND_COLOUR", written)) == "#008080"


@pytest.mark.parametrize("written", ["#fff", "oklch(100% 0 none)"])
def test_white_is_no_lighter_than_light(written):
    assert colour.to_hex(colour.parse_colour("BRAND_COLOUR", written)) == "#ffffff"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "tael",
        "#0b6b5d80",
        "rgb(11 107 93 / 50%)",
        "teal; }",
        "#12345",
        "#12345g",
        "oklch(52%)",
        "oklch(140% 0.1 1)",
        "oklch(1.2.3 0 0)",
        "oklch(.5 .6 0)",
        "oklch(-5% 0.1 10)",
        "oklch(50% -0.2 10)",
        "oklch(50% 0.1 1e999)",
        "oklch(-1e300 0.1 10)",
        "color(xyz 1e300 1e300 1e300)",
    ],
)
def test_what_is_no_colour_is_refused_by_name(written):
    with pytest.raises(ImproperlyConfigured, match=r"\ABRAND_COLOUR is no colour"):
        colour.check_colour("BRAND_COLOUR", written)


def test_a_colour_is_checked_and_given_back():
    assert colour.check_colour("BRAND_COLOUR", "#0b6b5d") == "#0b6b5d"


def test_red_is_where_ottosson_puts_it():
    red = colour.parse_colour("BRAND_COLOUR", "#ff0000")
    assert red == pytest.approx((0.62796, 0.25768, 29.234), abs=0.001)


def test_a_colour_no_screen_shows_keeps_its_lightness():
    shown = colour.parse_colour("BRAND_COLOUR", colour.to_hex(colour.Oklch(0.6, 0.4, 150)))
    assert shown.lightness == pytest.approx(0.6, abs=0.005)


def test_contrast_is_the_one_of_wcag():
    found = colour.contrast_ratio("#000000", "#ffffff"), colour.contrast_ratio("#777777", "#777777")
    assert found == pytest.approx((21.0, 1.0))


def test_contrast_of_a_grey_known_to_pass_by_a_hair():
    assert round(colour.contrast_ratio("#767676", "#ffffff"), 2) == 4.54
