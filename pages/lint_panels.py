"""What the rules for content say, in the CMS: beside the draft, and in the way of publishing it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import Panel


class LintedForm(WagtailAdminModelForm):
    """A draft may be anything. What is published, or sent for sign-off, has nothing in it that blocks it."""

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        for remark in self.instance.remarks():
            if remark.blocks:
                self.add_error(None, str(remark))


class LintedPageForm(LintedForm, WagtailAdminPageForm):
    pass


class RemarksPanel(Panel):
    """The remarks on the latest draft. Those that block say so."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("What the rules for content say"), "icon": "clipboard-list"} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/cms/remarks.html"

        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            remarks = sorted(self.instance.remarks(), key=lambda remark: remark.finding.check)
            return context | {"remarks": remarks}
