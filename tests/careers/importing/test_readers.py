"""Which files are ads, in which languages, and what is said of those that are none."""

import os
from pathlib import Path

import pytest

from careers.importing.readers import Problem, Source, find_sources

AD = "# Cook (m/w/d)\n\n## Your tasks\n\n* cook what the members of our club like to eat\n"


def write(path: Path, content: str | bytes = AD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_keys(*paths: Path, language: str | None = None) -> list[tuple[str, list[str | None]]]:
    sources = find_sources(paths, language)
    return [
        (each.key, [text.language for text in each.texts])
        for each in sources
        if isinstance(each, Source)
    ]


def reasons(*paths: Path) -> list[str]:
    return [each.reason for each in find_sources(paths) if isinstance(each, Problem)]


def test_single_file_is_known_by_its_name(tmp_path: Path):
    assert read_keys(write(tmp_path / "cook.txt")) == [("cook", [None])]


def test_language_option_is_for_files_that_do_not_show_theirs(tmp_path: Path):
    files = [write(tmp_path / "a" / "cook.md"), write(tmp_path / "en" / "baker.md")]
    assert read_keys(*files, language="de") == [("baker", ["en"]), ("cook", ["de"])]


def test_tree_pairs_languages_by_slug(tmp_path: Path):
    for name in ("jobs/de/cook.md", "jobs/en/cook.md", "jobs/en/2027/baker.markdown"):
        write(tmp_path / name)
    assert read_keys(tmp_path) == [("baker", ["en"]), ("cook", ["de", "en"])]


def test_language_may_stand_in_the_file_name(tmp_path: Path):
    write(tmp_path / "cook.de.md")
    write(tmp_path / "cook.en.md")
    assert read_keys(tmp_path) == [("cook", ["de", "en"])]


def test_other_files_of_a_tree_are_left_alone(tmp_path: Path):
    for name in ("README.md", ".hidden.md", "_drafts/cook.md", ".git/cook.md", "cook.pdf", "a.md"):
        write(tmp_path / name)
    assert read_keys(tmp_path) == [("a", [None])]


def test_front_matter_gives_the_title_and_is_no_text(tmp_path: Path):
    source = next(find_sources([write(tmp_path / "a.md", "---\ntitle: Cook\n---\n\nText")]))
    assert isinstance(source, Source)
    assert (source.texts[0].title, source.texts[0].text) == ("Cook", "\nText")


@pytest.mark.parametrize("text", ["---\nOnly words\n---\n\nText", "---\nWords after a rule"])
def test_rule_at_the_start_is_no_front_matter(tmp_path: Path, text: str):
    source = next(find_sources([write(tmp_path / "a.md", text)]))
    assert isinstance(source, Source)
    assert source.texts[0].text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("K\xf6ch:in".encode("latin-1"), "is not UTF-8 (at byte 1)"),
        (b"", "is empty"),
        (b" \n\n # \n", "is empty"),
        (b"%PDF\0\1\2", "is not a text file"),
        ("# Koch".encode("utf-16"), "is not a text file"),
        (b"---\ntitle: [\n---\n\nText", "has broken YAML (line 2)"),
        (
            b"---\na: &a 1\nb: *a\n---\n\nText",
            "uses an alias (*) of YAML, which the import does not read (line 3)",
        ),
        (b"---\ntitle: 0x%s\n---\n\nText" % (b"f" * 4000), "has a number that is too long"),
        (b"---\ntitle: %s\n---\n\nText" % (b"9" * 5000), "has broken YAML (line 1)"),
        (b'---\ntitle: !!int ""\n---\n\nText', "has broken YAML (line 1)"),
        (b"---\ntitle: !!bool perhaps\n---\n\nText", "has broken YAML (line 1)"),
        (b"---\ntitle: !!timestamp today\n---\n\nText", "has broken YAML (line 1)"),
        (b"a " * 150_000, "is too large for an ad (more than 256 KiB)"),
    ],
    ids=[
        "latin-1",
        "empty",
        "blank",
        "binary",
        "utf-16",
        "yaml",
        "alias",
        "hexadecimal",
        "digits",
        "no number",
        "neither",
        "no day",
        "large",
    ],
)
def test_bad_file_is_named_and_the_others_go_on(tmp_path: Path, content: bytes, reason: str):
    write(tmp_path / "bad.md", content)
    write(tmp_path / "good.md")
    assert reasons(tmp_path) == [reason]
    assert read_keys(tmp_path) == [("good", [None])]


def test_title_of_signs_that_cannot_be_stored_is_mended(tmp_path: Path):
    source = next(find_sources([write(tmp_path / "a.md", '---\ntitle: "a\\ud800b\\0"\n---\nText')]))
    assert isinstance(source, Source)
    assert source.texts[0].title == "a?b\ufffd"


def test_missing_path_wrong_type_and_empty_folder_are_named(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / "nothing.md", write(tmp_path / "cv.pdf"), tmp_path / "empty"]
    assert reasons(*paths) == [
        "does not exist",
        "is no Markdown or text file (.md, .markdown, .txt)",
        "the folder has no ads (.md, .markdown, .txt)",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_named(tmp_path: Path):
    write(tmp_path / "a.md").chmod(0)
    assert reasons(tmp_path) == ["cannot be read (Permission denied)"]


def test_link_and_pipe_are_named_and_never_read(tmp_path: Path):
    secret = write(tmp_path / "outside" / "secret.md")
    ads = tmp_path / "ads"
    write(ads / "good.md")
    (ads / "a.md").symlink_to(secret)
    (ads / "gone.md").symlink_to(tmp_path / "gone.md")
    os.mkfifo(ads / "pipe.md")
    assert reasons(ads) == ["is a link or no ordinary file"] * 3
    assert read_keys(ads) == [("good", [None])]


def test_folders_that_are_links_are_followed_where_somebody_named_them_alone(tmp_path: Path):
    ads, outside = tmp_path / "ads", tmp_path / "outside"
    write(ads / "good.md")
    write(outside / "secret.md")
    (ads / "more").symlink_to(outside)
    assert read_keys(ads) == [("good", [None])]
    assert read_keys(ads / "more") == [("secret", [None])]


def test_second_file_of_the_same_name_is_named(tmp_path: Path):
    write(tmp_path / "a" / "cook.md")
    write(tmp_path / "b" / "cook.md")
    first = tmp_path / "a" / "cook.md"
    assert reasons(tmp_path) == [f"has the same name as {first}, so it cannot be told from it"]


def test_name_that_is_not_utf8_can_be_stored_and_shown(tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/k\xf6ch.md"))
    write(path)
    assert read_keys(tmp_path) == [("k\ufffdch", [None])]
