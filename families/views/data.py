"""Their data: see, download and delete everything from one page, at once."""

import json

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..access import for_families
from ..data import delete_everything, everything


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def data(request):
    user = request.user
    if not user.is_authenticated:
        return render(request, "families/nothing_kept.html", {"band": "family"})
    if not (user.is_home_guest or user.is_guardian):
        return redirect("account_email")
    if request.POST.get("action") == "download":
        return file_of(user)
    unsure = request.POST.get("action") == "delete" and not request.POST.get("sure")
    if request.POST.get("action") == "delete" and not unsure:
        delete_everything(user)
        request.session.flush()
        messages.success(request, _("Everything is deleted. You can begin again whenever you like."))
        return redirect("families:start")
    context = {"band": "family", "kept": everything(user), "unsure": unsure}
    return render(request, "families/data.html", context, status=422 if unsure else 200)


def file_of(user):
    text = json.dumps(everything(user), indent=2, ensure_ascii=False, cls=DjangoJSONEncoder)
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="my-waymark-data.json"'},
    )
