"""What Wagtail's two groups may do with a snippet; asked by the migrations of the apps that have one."""

ACTIONS = {
    "Editors": ["add", "change"],
    "Moderators": ["add", "change", "delete", "publish", "lock", "unlock"],
}


def let_in(apps, app_label, model):
    """They may work on this model as they may on pages. Permissions are made here, as they come after migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _created = ContentType.objects.get_or_create(app_label=app_label, model=model)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ACTIONS):
        for action in ACTIONS[group.name]:
            permission, _created = Permission.objects.get_or_create(
                content_type=kind, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
            )
            group.permissions.add(permission)
