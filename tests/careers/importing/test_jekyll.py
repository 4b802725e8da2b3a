"""A Jekyll site with jekyll-multiple-languages-plugin, in small."""

import os
from pathlib import Path

import pytest

from careers.importing.readers import Problem, Source, find_sources

MATTER = """---
layout: job
title_slug: jobs.cook.title
short_description: jobs.cook.short
location: Kiel
image: cook.jpg
redirect_from:
  - /stellen/koch.html
  - https://old.example.org/cook/
---
{% translate_file jobs/cook.md %}
"""
FILES = {
    "_config.yml": 'languages: ["de", "en"]\n',
    "_i18n/de.yml": "jobs:\n  cook:\n    title: Köch:in (m/w/d)\n    short: Kochen Sie mit uns.\n",
    "_i18n/en.yml": "jobs:\n  cook:\n    title: Cook (d/f/m)\n",
    "_i18n/de/jobs/cook.md": "## Ihre Aufgaben\n\n* [Kochen](https://example.org){:target='_blank'}\n",
    "_i18n/en/jobs/cook.md": "## Your tasks\n\n* cooking\n",
    "_jobs/cook.md": MATTER,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        change(tmp_path, name, text)
    return tmp_path


def change(site: Path, name: str, text: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, encoding="utf-8")


def only_source(site: Path) -> Source:
    (source,) = find_sources([site])
    assert isinstance(source, Source)
    return source


def problems(site: Path) -> list[tuple[str, str]]:
    found = find_sources([site])
    return [
        (Path(each.name).relative_to(site).as_posix(), each.reason)
        for each in found
        if isinstance(each, Problem)
    ]


def test_texts_and_titles_come_from_the_languages(site: Path):
    source = only_source(site)
    assert [(text.language, text.title, text.summary) for text in source.texts] == [
        ("de", "Köch:in (m/w/d)", "Kochen Sie mit uns."),
        ("en", "Cook (d/f/m)", ""),
    ]


def test_attributes_of_the_site_generator_are_no_text(site: Path):
    assert only_source(site).texts[0].text == (
        "## Ihre Aufgaben\n\n* [Kochen](https://example.org)\n"
    )


def test_front_matter_gives_key_place_and_old_paths(site: Path):
    source = only_source(site)
    assert (source.key, source.place, source.is_public) == ("cook", "Kiel", True)
    assert source.redirects == (
        ("de", "/stellen/koch.html"),
        ("en", "/en/stellen/koch.html"),
        ("de", "/cook"),
        ("en", "/en/cook"),
    )


def test_default_language_of_the_site_has_the_bare_paths(site: Path):
    change(site, "_config.yml", "default_lang: en\nlanguages: [de, en]\n")
    assert only_source(site).redirects[:2] == (
        ("en", "/stellen/koch.html"),
        ("de", "/de/stellen/koch.html"),
    )


def test_unpublished_ad_is_told_apart(site: Path):
    change(site, "_jobs/cook.md", MATTER.replace("layout: job", "published: false"))
    assert only_source(site).is_public is False


def test_ad_without_tag_finds_its_texts_by_name(site: Path):
    change(site, "_jobs/cook.md", "---\nshort_description: Plain words, no key\n---\n")
    source = only_source(site)
    assert [text.summary for text in source.texts] == ["Plain words, no key"] * 2


def test_ad_with_its_text_in_the_body_is_read(site: Path):
    change(site, "_jobs/baker.md", "---\ntitle: Baker\n---\n{% include head.html %}\nYou bake.\n")
    baker = next(each for each in find_sources([site]) if isinstance(each, Source))
    assert (baker.texts[0].title, baker.texts[0].text.strip()) == ("Baker", "You bake.")


def test_tag_that_leads_out_of_the_site_is_not_followed(site: Path, tmp_path: Path):
    change(tmp_path.parent, "secret.md", "secret")
    change(site, "_jobs/cook.md", "---\na: 1\n---\n{% tf ../../../secret.md %}")
    assert problems(site) == [("_jobs/cook.md", "has no text in any language of the portal")]


LEADS_OUT = "leads out of the folder that is imported"


@pytest.mark.parametrize("name", ["_jobs", "_i18n", "_i18n/en", "_i18n/en/jobs"])
def test_folder_that_is_a_link_out_of_the_site_is_named_and_not_read(
    tmp_path: Path, site: Path, name: str
):
    inside = tmp_path / "site"
    inside.mkdir()
    for part in ("_jobs", "_i18n", "_config.yml"):
        (site / part).rename(inside / part)
    elsewhere = tmp_path / "elsewhere"
    (inside / name).rename(elsewhere)
    (inside / name).symlink_to(elsewhere)
    found = list(find_sources([inside]))
    assert all(isinstance(each, Problem) for each in found)
    assert all(LEADS_OUT in each.reason for each in found if isinstance(each, Problem))


@pytest.mark.parametrize("name", ["_jobs/cook.md", "_i18n/en.yml", "_i18n/en/jobs/cook.md"])
def test_file_that_is_a_link_is_named_and_not_read(site: Path, name: str):
    secret = site.parent / f"{site.name} secret.md"
    (site / name).rename(secret)
    (site / name).symlink_to(secret)
    assert "is a link or no ordinary file" in problems(site)[0][1]


def test_link_within_the_site_is_followed(site: Path):
    (site / "_i18n/en/jobs").rename(site / "texts")
    (site / "_i18n/en/jobs").symlink_to("../../texts")
    assert [text.language for text in only_source(site).texts] == ["de", "en"]


def test_site_named_by_a_link_is_read(site: Path, tmp_path_factory: pytest.TempPathFactory):
    link = tmp_path_factory.mktemp("links") / "site"
    link.symlink_to(site)
    assert only_source(link).key == "cook"


def test_key_may_lead_to_several_words_or_stand_at_the_top(site: Path):
    change(site, "_i18n/de.yml", "jobs:\n  cook:\n    title: Koch\njobs.cook.short: Kurz gesagt.\n")
    change(site, "_jobs/cook.md", MATTER.replace("jobs.cook.title", "jobs.cook"))
    text = only_source(site).texts[0]
    assert (text.title, text.summary) == ("Koch", "Kurz gesagt.")


def test_broken_configuration_leaves_the_portal_to_choose(site: Path):
    change(site, "_config.yml", "languages: [")
    assert only_source(site).redirects[0] == ("de", "/stellen/koch.html")


def test_broken_text_is_named_with_its_file(site: Path):
    file = site / "_i18n/de/jobs/cook.md"
    file.write_bytes(b"K\xf6ch")
    assert problems(site) == [("_jobs/cook.md", f"{file}: is not UTF-8 (at byte 1)")]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("_jobs/baker.md", "---\ntitle: [\n---\n", "has broken YAML (line 2)"),
        ("_jobs/baker.md", "---\ntitle: Baker\n---\n", "has no text in any language of the portal"),
        ("_i18n/en.yml", "jobs: [", "has broken YAML (line 1)"),
        ("_jobs/baker.md", f"{{% tf {'a' * 300}.md %}}", "cannot be read (File name too long)"),
        (
            "_jobs/baker.md",
            f"---\nlocation: 0x{'f' * 4000}\n---\nText",
            "has a number that is too long",
        ),
    ],
)
def test_broken_parts_are_named_and_the_others_go_on(site: Path, name, text, reason):
    change(site, name, text)
    assert problems(site) == [(name, reason)]
    assert [each.key for each in find_sources([site]) if isinstance(each, Source)] == ["cook"]


def test_name_that_is_not_utf8_can_be_stored(site: Path):
    (site / "_jobs/cook.md").rename(Path(os.fsdecode(os.fsencode(site) + b"/_jobs/k\xf6ch.md")))
    assert only_source(site).key == "k\ufffdch"


@pytest.mark.parametrize("address", ["http://[", "//[x", "0x" + "f" * 10, "a\\ud800"])
def test_old_path_that_is_none_leaves_the_ad(site: Path, address: str):
    change(site, "_jobs/cook.md", f'---\nredirect_from: "{address}"\n---\n')
    assert only_source(site).key == "cook"


def test_site_without_ads_is_named(site: Path):
    (site / "_jobs/cook.md").unlink()
    assert problems(site) == [("_jobs", "the folder has no ads")]
