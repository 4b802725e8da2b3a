"""The tree of the pages of a PDF: one of which programs show different pages is written anew (ISO 32000-2, 7.7.3).

Some go by how many pages a branch says that it has, others count them; some by what an object calls itself, others by whether it
has branches; some take what a page inherits from the branch that it was found in, others from the one that it names.
"""

import pikepdf
from pikepdf import Array, Dictionary, Name

BRANCHES, COUNT, PARENT, KIND = "/Kids", "/Count", "/Parent", "/Type"


def shows_the_same_pages(document: pikepdf.Pdf) -> bool:
    """Whether each branch has as many pages as it says, and each page is found the same way from both ends.

    The document has passed pdf.refuse_many_pages(), and qpdf has walked its pages, so that no branch leads back to itself.
    """
    branches, above, pages = [document.Root.Pages], [0], [0]
    for place, branch in enumerate(branches):
        kids = branch.get(BRANCHES)
        if not isinstance(kids, Array):
            return False
        for each in kids:
            if not is_kid(each, branch):
                return False
            if BRANCHES in each:
                branches.append(each)
                above.append(place)
                pages.append(0)
            else:
                pages[place] += 1
    for place in range(len(branches) - 1, 0, -1):
        pages[above[place]] += pages[place]
    said = [branch.get(COUNT) for branch in branches]
    return said == pages and not any(isinstance(one, bool) for one in said)


def is_kid(each: object, branch: pikepdf.Object) -> bool:
    if not isinstance(each, Dictionary) or not each.is_indirect:
        return False
    parent, kind = each.get(PARENT), each.get(KIND)
    is_own = isinstance(parent, Dictionary) and parent.objgen == branch.objgen
    return is_own and kind in {None, Name.Pages if BRANCHES in each else Name.Page}


def flatten_page_tree(document: pikepdf.Pdf) -> None:
    """Have all pages in one list, with what they inherit their own, as qpdf does before it changes a list of pages."""
    document.Root.Pages.Count = len(document.pages)
    document.add_blank_page()
    del document.pages[-1]
