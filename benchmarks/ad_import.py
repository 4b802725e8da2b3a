"""How long a thousand ads take to come in, checked and published: python -m benchmarks.ad_import [NUMBER].

On the database that DATABASE_URL names, migrated and empty. The ads are those of the demo in both languages, each as often
as it takes, with a number in its title, its tasks in an order of their own and a sentence of its own, so that no two
are the same and many are alike, which the ad check notices.
"""

import random
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent / "demo"
NUMBER = 1_000
OWN = {
    "de": "Diese Stelle hat die Nummer {n} und ihr Team {m} Mitglieder.",
    "en": "This is job {n}; its team has {m} members.",
}
"""Added to the first paragraph."""


def write_ads(folder: Path, number: int) -> None:
    """A tree with a folder for each language, as the command reads it."""
    for language in OWN:
        (folder / language).mkdir()
    names = sorted({path.name for language in OWN for path in (DEMO / language).glob("*.md")})
    for count, name in enumerate(islice(cycle(names), number)):
        for source in (DEMO / language / name for language in OWN):
            if source.exists():
                target = folder / source.parent.name / f"{source.stem}-{count}.md"
                text = source.read_text(encoding="utf-8")
                target.write_text(vary(text, source.parent.name, count), encoding="utf-8")


def vary(source: str, language: str, count: int) -> str:
    """The ad with a number in its title and a sentence of its own, and each list in another order."""
    chance = random.Random(count)
    title, _end, rest = source.partition("\n")
    parts = [shuffle_list(part, chance) for part in rest.split("\n\n")]
    parts[1] += " " + OWN[language].format(n=count, m=3 + count % 40)
    name, mark, marker = title.partition(" (")
    return f"{name} {count}{mark}{marker}\n" + "\n\n".join(parts)


def shuffle_list(part: str, chance: random.Random) -> str:
    lines = part.split("\n")
    if lines and all(line.startswith("- ") for line in lines):
        chance.shuffle(lines)
    return "\n".join(lines)


def main(number: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from careers.models import Posting

    with tempfile.TemporaryDirectory() as name:
        write_ads(Path(name), number)
        begun, used = time.monotonic(), time.process_time()
        call_command("import_postings", name, "--publish", "--override", "Measured.")
        passed = time.monotonic() - begun
    published = Posting.objects.exclude(current_edition=None).count()
    print(
        f"{number} ads, {published} published: {passed:.1f} s, {time.process_time() - used:.1f} s of this process"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER)
