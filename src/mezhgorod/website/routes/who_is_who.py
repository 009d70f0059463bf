"""Addresses of associations, members, bodies, offices, agreements."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.who_is_who import (
    agreements,
    associations,
    bodies,
    history,
    holders,
    members,
    offices,
    parties,
    periodicals,
)

_HOME = "associations/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("associations/", associations.index, name="associations"),
    path("associations/who-held/", holders.who_held, name="who_held"),
    path(_HOME, associations.association, name="association"),
    path(f"{_HOME}bodies/", bodies.body_list, name="association_bodies"),
    path(f"{_HOME}agreements/", agreements.agreement_list, name="association_agreements"),
    path(f"{_HOME}periodicals/", periodicals.periodical_list, name="association_periodicals"),
    path(f"{_HOME}journal/", history.journal, name="association_history"),
    path(f"{_HOME}journal/<int:pk>/undo/", history.undo, name="association_undo"),
    path(f"{_HOME}members/add/", members.add, name="member_add"),
    path(f"{_HOME}members/paste/", members.paste, name="members_paste"),
    path("memberships/<int:pk>/", members.edit, name="membership_edit"),
    path("memberships/<int:pk>/end/", members.end, name="membership_end"),
    path("memberships/<int:pk>/merge/", members.merge, name="membership_merge"),
    path(f"{_HOME}bodies/add/", bodies.add, name="body_add"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
    path("bodies/<slug:slug>/edit/", bodies.edit, name="body_edit"),
    path("bodies/<slug:slug>/election/", bodies.election, name="election"),
    path("bodies/<slug:slug>/decision/", bodies.decision, name="decision_add"),
    path("bodies/<slug:slug>/posts/add/", offices.add_to_body, name="body_post_add"),
    path("parties/<slug:slug>/posts/add/", offices.add_to_party, name="party_post_add"),
    path("posts/<int:pk>/", offices.edit, name="post_edit"),
    path("posts/<int:pk>/tenures/add/", offices.begin, name="tenure_add"),
    path("tenures/<int:pk>/", offices.edit_tenure, name="tenure_edit"),
    path("tenures/<int:pk>/end/", offices.end, name="tenure_end"),
    path(f"{_HOME}agreements/add/", agreements.add, name="agreement_add"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.edit, name="agreement_edit"),
    path("agreements/<int:pk>/rows/", agreements.rows, name="agreement_rows"),
    path("agreements/<int:pk>/files/", agreements.add_file, name="agreement_file_add"),
    path("agreements/files/<int:pk>/", agreements.file, name="agreement_file"),
    path("agreements/files/<int:pk>/drop/", agreements.drop_file, name="agreement_file_drop"),
    path(f"{_HOME}counterparts/add/", agreements.add_counterpart, name="counterpart_add"),
    path("counterparts/<int:pk>/delete/", agreements.remove_counterpart, name="counterpart_delete"),
    path(f"{_HOME}periodicals/add/", periodicals.add, name="periodical_add"),
    path("periodicals/<int:pk>/", periodicals.edit, name="periodical_edit"),
    path("parties/<slug:slug>/", parties.party, name="party"),
    path("parties/<slug:slug>/rename/", parties.rename, name="party_rename"),
    path(f"{_HOME}contacts/<slug:party>/add/", parties.add_contact, name="contact_add"),
    path("contacts/<int:pk>/delete/", parties.remove_contact, name="contact_delete"),
]
