"""How the upload check judges the corpus of the tests, in both languages: python -m benchmarks.corpus.

Prints the rows of the table in RESULTS.md, section "Safety", and each file that was judged wrongly.
"""

import os


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.applications.documents.corpus.harmful import harmful_files
    from tests.applications.documents.corpus.honest import honest_files
    from tests.applications.documents.corpus.judging import find_refusal, judge

    refused = [find_refusal(one) for one in honest_files()]
    harmful = list(harmful_files())
    judged = [judge(one) for one in harmful]
    active = sum(isinstance(one.wanted, set) for one in harmful)
    print(f"honest files refused: {sum(map(bool, refused))} of {len(refused)}")
    print(
        f"accepted though they should not be: {sum(one.is_let_in for one in judged)} of {len(harmful) - active}"
    )
    print(f"active content handed on: {sum(one.is_active for one in judged)} of {active}")
    right = sum(not one.is_misnamed for one in judged)
    print(f"right cause named: {right} of {len(judged)} ({right / len(judged):.1%})")
    for line in filter(None, refused):
        print("refused:", line)
    for one in judged:
        if any(one[1:]):
            print("wrong:", one)


if __name__ == "__main__":
    main()
