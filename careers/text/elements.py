"""The element names of HTML; what else stands in angle brackets is text, as in List<String>.

https://html.spec.whatwg.org/#elements-3, with the obsolete ones and those of SVG and MathML that
hold words.
"""

BLOCKS = frozenset(
    """address article aside blockquote body br button canvas center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe
    label legend li main math nav noscript ol optgroup option p picture pre section select
    summary svg table tbody td template text textarea tfoot th thead title tr tspan ul""".split()
)
ELEMENTS = BLOCKS | frozenset(
    """a abbr acronym area audio b base bdi bdo big caption cite code col colgroup data
    datalist del dfn em embed font frame frameset g i img input ins kbd link map mark marquee
    menu meta meter mfrac mi mn mo mrow ms msub msup mtext nobr object output param path progress
    q rb rp rt rtc ruby s samp script search slot small source span strike strong style sub sup
    time track tt u use var video wbr""".split()
)
