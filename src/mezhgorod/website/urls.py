"""Public addresses. They are promises: a page that moves leaves a redirect.

Names for `{% url %}`: home, about, login, logout, plans, plan (slug) …; every topic has its own
list in `website.pages` order, so that a new topic is one line here.
"""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages import about, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("plans/", home.home, name="plans"),
    path("about/", about.about, name="about"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
