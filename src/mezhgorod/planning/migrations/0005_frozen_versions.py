"""A version is frozen in the database too: only the name of whoever froze it can be taken out.

SQLite loses the triggers of a table that a later migration rebuilds; make them again at its end
(a test notices). Deletion is refused by the model and by everything that refers to a version, not
here: emptying a database deletes row by row in SQLite.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_COLUMNS = (
    "id, plan_id, number, amendment_id, decision_id, body_text, approved_on, document_number, "
    "signed_file_id, data, layout, logo, sha256, created_at"
)
_SQLITE = (
    f"CREATE TRIGGER plan_version_frozen BEFORE UPDATE OF {_COLUMNS} ON planning_planversion "
    "BEGIN SELECT RAISE(ABORT, 'plan_version_frozen'); END",
    "CREATE TRIGGER plan_version_frozen_by BEFORE UPDATE OF created_by_id ON planning_planversion "
    "WHEN NEW.created_by_id IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'plan_version_frozen'); END",
)
_POSTGRESQL = (
    """
    CREATE FUNCTION plan_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        OLD.created_by_id := NULL;
        IF NEW IS DISTINCT FROM OLD THEN
            RAISE EXCEPTION 'plan_version_frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER plan_version_frozen BEFORE UPDATE ON planning_planversion "
    "FOR EACH ROW EXECUTE FUNCTION plan_version_frozen()",
)
_SQLITE_BACK = ("DROP TRIGGER plan_version_frozen_by", "DROP TRIGGER plan_version_frozen")
_POSTGRESQL_BACK = (
    "DROP TRIGGER plan_version_frozen ON planning_planversion",
    "DROP FUNCTION plan_version_frozen()",
)


def freeze(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement, params=None)


def thaw(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE_BACK if editor.connection.vendor == "sqlite" else _POSTGRESQL_BACK:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0004_planning_year"),
        ("registry", "0004_people_and_rights"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="planversion",
            options={
                "base_manager_name": "objects",
                "ordering": ("plan", "-number"),
                "verbose_name": "редакция плана",
                "verbose_name_plural": "редакции планов",
            },
        ),
        migrations.AlterField(
            model_name="approvalroute",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approval_routes",
                to="registry.body",
                verbose_name="какой орган",
            ),
        ),
        migrations.RunPython(freeze, thaw),
    ]
