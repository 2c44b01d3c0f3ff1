from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem


@hooks.register("construct_main_menu")
def hide_uploads(request, menu_items):
    """What `errors.closed_uploads` closes is not offered either."""
    menu_items[:] = [item for item in menu_items if item.name not in {"images", "documents"}]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_no_uploads(request, items):
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem | ImagesSummaryItem)]


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))
