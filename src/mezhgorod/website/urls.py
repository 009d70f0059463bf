"""Public addresses. They are promises: a page that moves leaves a redirect.

Names for `{% url %}` and their arguments:

- home, about, login, logout, plans
- plan (slug): the year board; plan_list, plan_month, plan_document, plan_findings, plan_print
  (slug): its other views, all with the filter of `forms.event_filter` in the address;
  plan_month_of (slug, «2023-09»); plan_files (slug): the page «Скачать»
- plan_download (slug, extension): a plan as a file, `?layout=` and the filter in the address;
  city_download (slug, extension): all rows about a city
- layouts, layout_new, layout (pk), layout_delete (pk), plan_layout (slug): for staff
- event (uid), cities, city (slug), series (slug), reports, report (slug)
"""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.api import routes as api
from mezhgorod.website.pages import (
    about,
    anniversaries,
    calendars,
    cities,
    downloads,
    events,
    home,
    imports,
    layouts,
    plan_document,
    plan_findings,
    plan_list,
    plan_month,
    plans,
    reports,
    series,
    subscribe,
)
from mezhgorod.website.routes import (
    campaigns,
    exchange_answers,
    exchange_files,
    exchange_keeping,
    exchange_rounds,
    exchange_tables,
    letters,
    next_year,
    outcomes,
    papers,
    people,
    plan_approval,
    plan_editing,
    preparation,
    proposals,
    radar,
    report_reading,
    statistics,
    who_is_who,
    written_reports,
)

_plans: list[URLPattern | URLResolver] = [
    path("plans/", plans.plan_list, name="plans"),
    path("plans/<slug:slug>/", plans.year, name="plan"),
    path("plans/<slug:slug>/list/", plan_list.plan_rows, name="plan_list"),
    path("plans/<slug:slug>/month/", plan_month.month_redirect, name="plan_month"),
    path("plans/<slug:slug>/month/<str:month>/", plan_month.month, name="plan_month_of"),
    path("plans/<slug:slug>/print/", plans.print_year, name="plan_print"),
    path("plans/<slug:slug>/files/", downloads.plan_files, name="plan_files"),
    path(
        "plans/<slug:slug>/files/plan.<str:extension>",
        downloads.plan_download,
        name="plan_download",
    ),
    path("plans/<slug:slug>/document/", plan_document.document, name="plan_document"),
    path("plans/<slug:slug>/findings/", plan_findings.findings, name="plan_findings"),
    path("plans/<slug:slug>/findings/all/", plan_findings.decide_all, name="plan_findings_all"),
    path("plans/<slug:slug>/findings/check/", plan_findings.recheck, name="plan_recheck"),
    path("plans/<slug:slug>/findings/<int:pk>/", plan_findings.decide, name="plan_finding"),
]

_imports: list[URLPattern | URLResolver] = [
    path("import/", imports.run_list, name="imports"),
    path("import/paste/", imports.paste, name="import_paste"),
    path("import/<int:pk>/", imports.run_page, name="import_run"),
    path("import/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("import/<int:pk>/apply/", imports.apply, name="import_apply"),
    path("import/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("import/<int:pk>/undo/", imports.undo, name="import_undo"),
    path("import/<int:pk>/changes.docx", imports.changes, name="import_changes"),
    path("import/<int:pk>/again/", imports.read_again, name="import_again"),
]

_layouts: list[URLPattern | URLResolver] = [
    path("layouts/", layouts.layout_list, name="layouts"),
    path("layouts/new/", layouts.new, name="layout_new"),
    path("layouts/logo/<slug:slug>/", layouts.logo, name="organization_logo"),
    path("layouts/<int:pk>/", layouts.layout, name="layout"),
    path("layouts/<int:pk>/delete/", layouts.delete, name="layout_delete"),
    path("plans/<slug:slug>/layout/", layouts.choose, name="plan_layout"),
]

_feeds: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/calendar.ics", calendars.plan, name="plan_calendar"),
    path(
        "plans/<slug:slug>/sections/<int:position>/calendar.ics",
        calendars.section,
        name="section_calendar",
    ),
    path("cities/<slug:slug>/calendar.ics", calendars.city, name="city_calendar"),
    path("plans/<slug:slug>/subscribe/", subscribe.plan, name="plan_subscribe"),
    path("data/", subscribe.data, name="data"),
    *api.urlpatterns,
]

_working: list[URLPattern | URLResolver] = [
    *campaigns.urlpatterns,
    *exchange_keeping.urlpatterns,
    *exchange_answers.urlpatterns,
    *exchange_files.urlpatterns,
    *exchange_rounds.urlpatterns,
    *exchange_tables.urlpatterns,
    *letters.urlpatterns,
    *next_year.urlpatterns,
    *outcomes.urlpatterns,
    *people.urlpatterns,
    *plan_approval.urlpatterns,
    *plan_editing.urlpatterns,
    *papers.urlpatterns,
    *preparation.urlpatterns,
    *proposals.urlpatterns,
    *radar.urlpatterns,
    *report_reading.urlpatterns,
    *statistics.urlpatterns,
    *who_is_who.urlpatterns,
    *written_reports.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    *_plans,
    path("events/<uuid:uid>/", events.event, name="event"),
    path("cities/", cities.city_list, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("cities/<slug:slug>/dates/", anniversaries.edit, name="city_dates"),
    path("anniversaries/", anniversaries.anniversaries, name="anniversaries"),
    path("anniversaries/calendar.ics", anniversaries.calendar, name="anniversaries_calendar"),
    path("anniversaries/<str:extension>/", anniversaries.download, name="anniversaries_file"),
    path(
        "cities/<slug:slug>/files/city.<str:extension>",
        downloads.city_download,
        name="city_download",
    ),
    *_imports,
    *_layouts,
    *_working,
    *_feeds,
    path("series/<slug:slug>/", series.series, name="series"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<slug:slug>/", reports.report, name="report"),
]
