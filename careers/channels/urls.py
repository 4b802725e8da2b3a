"""Files for machines that have one address in all languages; feeds live beside the list."""

from django.urls import path

from careers.channels.robots import robots
from careers.channels.sitemaps import sitemap, sitemap_part

app_name = "channels"
urlpatterns = [
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
]
