from allauth.account.views import SignupView
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from .. import starting
from ..access import adults_only, no_children, without_school
from ..forms import SchoolForm
from ..models import School


class SchoolSignUp(SignupView):
    """A teacher who has never been here: account and school in one form."""

    template_name = "accounts/start_school.html"

    def get_context_data(self, **kwargs):
        school_form = kwargs.pop("school_form", None) or SchoolForm(prefix="school")
        return super().get_context_data(school_form=school_form, **kwargs)

    def post(self, request, *args, **kwargs):
        self.school_form = SchoolForm(request.POST, prefix="school")
        if not self.school_form.is_valid():
            form = self.get_form()
            form.is_valid()
            return self.render_to_response(self.get_context_data(form=form, school_form=self.school_form), status=422)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        starting.remember(self.request, form.cleaned_data["email"], self.school_form.cleaned_data)
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form, school_form=self.school_form), status=422)


sign_up = SchoolSignUp.as_view()


@login_not_required
@no_children
@sensitive_post_parameters("password1")
def start(request):
    """Sign a school up: with an account for who has none, else for the account that is signed in."""
    return start_another(request) if request.user.is_authenticated else sign_up(request)


@adults_only
def start_another(request):
    form = SchoolForm(request.POST or None, prefix="school")
    if request.method == "POST" and form.is_valid():
        School.objects.start(request.user, **form.cleaned_data)
        update_session_auth_hash(request, request.user)
        return redirect("accounts:go")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/start_school.html", {"school_form": form}, status=status)


@adults_only
def no_school(request):
    """For an adult without a school: one who has left, or not begun."""
    if request.user.is_school_staff:
        return redirect("accounts:go")
    return without_school(request)
