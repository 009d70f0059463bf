"""Addresses of approval, versions, amendments, history."""

from django.urls import URLPattern, URLResolver, path

from mezhgorod.website.pages.plan_approval import (
    amendment,
    approving,
    correcting,
    history,
    item_change,
    route,
    versions,
)

_approval: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/approval/", approving.approval, name="plan_approval"),
    path("plans/<slug:slug>/approval/move/", approving.move, name="plan_move"),
    path("plans/<slug:slug>/approval/correct/", correcting.correct, name="plan_correct_state"),
    path("plans/<slug:slug>/approval/steps/<int:pk>/", approving.step, name="plan_step"),
    path("plans/<slug:slug>/approval/approve/", approving.approve, name="plan_approve"),
    path("plans/<slug:slug>/approval/remarks/", approving.remark_add, name="plan_remark_add"),
    path("plans/<slug:slug>/approval/remarks/<int:pk>/", approving.remark, name="plan_remark"),
    path(
        "plans/<slug:slug>/approval/sheet.<str:extension>",
        approving.sheet,
        name="plan_approval_sheet",
    ),
]

_versions: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/versions/", versions.versions, name="plan_versions"),
    path("plans/<slug:slug>/versions/<int:number>/", versions.version, name="plan_version"),
    path(
        "plans/<slug:slug>/versions/<int:number>/plan.<str:extension>",
        versions.version_download,
        name="plan_version_file",
    ),
    path(
        "plans/<slug:slug>/versions/<int:number>/signed/",
        versions.signed_file,
        name="plan_version_signed",
    ),
    path("plans/<slug:slug>/compare/", versions.compare, name="plan_compare"),
    path(
        "plans/<slug:slug>/compare/changes.<str:extension>",
        versions.compare_download,
        name="plan_compare_file",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *_approval,
    *_versions,
    path("plans/<slug:slug>/amendments/<int:number>/", amendment.amendment, name="plan_amendment"),
    path(
        "plans/<slug:slug>/amendments/<int:number>/changes.<str:extension>",
        amendment.amendment_download,
        name="plan_amendment_file",
    ),
    path("plans/<slug:slug>/items/add/", item_change.item_add, name="item_add"),
    path("plans/<slug:slug>/items/<int:pk>/change/", item_change.item_change, name="item_change"),
    path("plans/<slug:slug>/items/<int:pk>/read/", item_change.item_read, name="item_read"),
    path("plans/<slug:slug>/history/", history.history, name="plan_history"),
    path("associations/<slug:slug>/approval/", route.route, name="approval_route"),
]
