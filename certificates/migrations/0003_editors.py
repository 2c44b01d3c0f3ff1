from django.db import migrations

from pages.editors import let_in


def let_editors_in(apps, schema_editor):
    let_in(apps, "certificates", "coursecertificate")


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_editors_in, migrations.RunPython.noop)]
