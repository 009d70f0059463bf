"""Addresses of reports that are written here; they stand before those of reports that were read."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.written_reports import approving, editing, listing, phrases, reading

_ONE = "reports/written/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/written/", listing.written_reports, name="written_reports"),
    path("reports/written/new/", listing.new, name="written_report_new"),
    path("reports/written/uses/<int:held>/", listing.uses, name="report_uses"),
    path("reports/written/phrases/<slug:slug>/", phrases.phrase_list, name="report_phrases"),
    path("reports/written/phrases/<slug:slug>/<slug:key>/", phrases.phrase, name="report_phrase"),
    path(_ONE, reading.report, name="written_report"),
    path(f"{_ONE}edit/", editing.edit, name="written_report_edit"),
    path(f"{_ONE}change/", editing.change, name="written_report_change"),
    path(f"{_ONE}parts/new/", editing.part_new, name="written_part_new"),
    path(f"{_ONE}parts/<int:pk>/", editing.part, name="written_part"),
    path(f"{_ONE}parts/<int:pk>/do/", editing.part_do, name="written_part_do"),
    path(f"{_ONE}findings/", reading.findings, name="written_report_findings"),
    path(f"{_ONE}remarks/", approving.remarks, name="written_report_remarks"),
    path(f"{_ONE}state/", approving.state, name="written_report_state"),
    path(f"{_ONE}approve/", approving.approve, name="written_report_approve"),
    path(f"{_ONE}versions/", reading.versions, name="written_report_versions"),
    path(f"{_ONE}versions/<int:number>/", reading.version, name="written_report_version"),
    path(f"{_ONE}report.<str:extension>", reading.download, name="written_report_file"),
]
