"""Addresses of people, their roles, personal links and personal data.

- people, person_new, role_give, person (pk of the account), person_invite, role_limit,
  role_withdraw (pk of the role)
- personal_links, link_renew, link_withdraw (pk); personal_data, contacts_import, person_data,
  person_export (pk of the person); journal; rights
- account, account_password, account_erasure; account_invitation (uidb64, token)

Pages about people take `?owner=` where somebody sees those of several associations.
"""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages import account, journal, people, personal_data, personal_links

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/role/", people.give, name="role_give"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/invite/", people.invite, name="person_invite"),
    path("people/roles/<int:pk>/days/", people.limit, name="role_limit"),
    path("people/roles/<int:pk>/withdraw/", people.withdraw, name="role_withdraw"),
    path("people/links/", personal_links.personal_links, name="personal_links"),
    path("people/links/<int:pk>/renew/", personal_links.renew, name="link_renew"),
    path("people/links/<int:pk>/withdraw/", personal_links.withdraw, name="link_withdraw"),
    path("people/data/", personal_data.personal_data, name="personal_data"),
    path("people/data/contacts/", personal_data.contacts, name="contacts_import"),
    path("people/data/<int:pk>/", personal_data.person, name="person_data"),
    path("people/data/<int:pk>/person.json", personal_data.export, name="person_export"),
    path("people/journal/", journal.journal, name="journal"),
    path("people/rights/", journal.rights, name="rights"),
    path("account/", account.account, name="account"),
    path("account/password/", account.ChangePassword.as_view(), name="account_password"),
    path("account/erasure/", account.ask_erasure, name="account_erasure"),
    path(
        "account/invitation/<uidb64>/<token>/",
        account.Invitation.as_view(),
        name="account_invitation",
    ),
]
