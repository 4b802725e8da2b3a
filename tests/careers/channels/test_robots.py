from django.test import Client


def test_robots_keep_to_the_public_site_and_find_the_sitemap(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /staff/\n"
        "\n"
        "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )
