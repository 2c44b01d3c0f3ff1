"""Children at home: by nickname and age, and who of the family is learning now."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import throttle
from accounts.models import Home, User
from accounts.models.throttle import door_name

from ..access import children_only, guardians_only
from ..adapter import stay
from ..children import done_by, of_guardian
from ..forms import ChildForm, NewPinForm, PinForm
from ..saving import sign_in
from .saving import wait

MOST = 8  # children
PINS = throttle.CARDS  # five wrong, half a minute; twenty a day, a code by e-mail


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("pin")
@guardians_only
def children(request):
    """Who is there, and what each has finished. The first child comes with a PIN."""
    home = Home.objects.of(request.user)
    adding = request.POST.get("action") == "add"
    form = ChildForm(request.POST if adding else None)
    pin_form = NewPinForm(request.POST if request.POST.get("action") == "pin" else None)
    if adding and form.is_valid() and room_for_one(request, form):
        User.objects.create_child(request.user, **form.cleaned_data)
        return redirect("families:children")
    if pin_form.is_valid():
        home.set_pin(pin_form.cleaned_data["pin"])
        messages.success(request, _("Your PIN is set. Remember it: nobody can read it back to you."))
        return redirect("families:children")
    bound = form.is_bound or pin_form.is_bound
    rows = [(child, done_by(child)) for child in of_guardian(request.user).order_by("pk")]
    context = {"band": "family", "rows": rows, "home": home, "form": form, "pin_form": pin_form}
    return render(request, "families/children.html", context, status=422 if bound else 200)


def room_for_one(request, form):
    if of_guardian(request.user).count() < MOST:
        return True
    form.add_error(None, _("There is room for eight children."))
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@guardians_only
def child(request, pk):
    """Another nickname or age; or away, with all that was done."""
    found = get_object_or_404(of_guardian(request.user), pk=pk)
    if request.POST.get("action") == "remove":
        found.delete()
        messages.success(request, _("Removed, with everything that was kept."))
        return redirect("families:children")
    form = ChildForm(request.POST or None, initial={"display_name": found.display_name, "band": found.band})
    if form.is_valid():
        found.display_name, found.band = form.cleaned_data["display_name"], form.cleaned_data["band"]
        found.save(update_fields=["display_name", "band"])
        return redirect("families:children")
    context = {"band": "family", "child": found, "form": form}
    return render(request, "families/child_settings.html", context, status=422 if form.is_bound else 200)


@require_POST
@guardians_only
def hand_over(request):
    """Who is learning? From here on this session is the child's, and knows nothing of the guardian's."""
    if not (number := request.POST.get("child", "")):
        return redirect("families:children")
    found = get_object_or_404(of_guardian(request.user), pk=int(number) if number.isdecimal() else 0)
    if not Home.objects.of(request.user).pin:
        messages.info(request, _("First choose a PIN, so that you can come back."))
        return redirect("families:children")
    request.session.flush()
    login(request, found, backend="accounts.cards.CardBackend")
    stay(request)
    return redirect("families:start")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("pin")
@children_only
def back(request):
    """The PIN leads back to the guardian: to nobody who works at a school by now."""
    form = PinForm(request.POST or None)
    if not form.is_valid():
        return back_page(request, form, 422 if form.is_bound else 200)
    guardian = User.objects.guardians().filter(pk=request.user.guardian_id, is_active=True).first()
    name = str(request.user.guardian_id)
    try:
        guess = throttle.reserve(throttle.Door(PINS, room=door_name("home", name), name=door_name("pin", name)))
    except throttle.Paused as paused:
        form.add_error("pin", wait(paused.seconds))
        return back_page(request, form, 429)
    if guardian is None or not Home.objects.of(guardian).check_pin(form.cleaned_data["pin"]):
        form.add_error("pin", _("That isn’t the PIN."))
        return back_page(request, form, 422)
    guess.delete()
    sign_in(request, guardian)
    return redirect("families:start")


def back_page(request, form, status):
    return render(request, "families/back.html", {"band": request.user.band, "form": form}, status=status)
