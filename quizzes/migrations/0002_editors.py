from django.db import migrations

ACTIONS = {
    "Editors": ["add", "change"],
    "Moderators": ["add", "change", "delete", "publish", "lock", "unlock"],
}


def let_editors_in(apps, schema_editor):
    """Wagtail's two groups may work on quizzes as they may on pages."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    quiz, _created = ContentType.objects.get_or_create(app_label="quizzes", model="quiz")
    for group in Group.objects.filter(name__in=ACTIONS):
        for action in ACTIONS[group.name]:
            permission, _created = Permission.objects.get_or_create(
                content_type=quiz, codename=f"{action}_quiz", defaults={"name": f"Can {action} quiz"}
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_editors_in, migrations.RunPython.noop)]
