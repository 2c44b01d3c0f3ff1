from django.db import migrations


def make_home(apps, schema_editor):
    """Put our home page in the place of Wagtail's welcome page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")

    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    home = HomePage.objects.create(
        title="Waymark",
        draft_title="Waymark",
        slug="home",
        url_path="/home/",
        path="00010001",
        depth=2,
        numchild=0,
        live=True,
        content_type=content_type,
        locale=Locale.objects.first(),
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Waymark")


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
