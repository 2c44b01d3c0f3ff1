"""What allauth does otherwise for families: they stay signed in on their own device, and bring what a guest did."""

from django.utils import timezone

from accounts import guests
from accounts.adapter import AccountAdapter as OfAccounts
from accounts.middleware import STAYS

from .merging import merge


class AccountAdapter(OfAccounts):
    def login(self, request, user):
        """A guardian who has a password keeps what this browser's guest did, too; staff do not take it with them."""
        guest = guests.of(request)
        guests.leave(request)
        super().login(request, user)
        if not user.is_guardian:
            request.session.pop(STAYS, None)
            return
        if guest:
            merge(guest, user)
        stay(request)


def stay(request):
    request.session[STAYS] = True
    request.session["started"] = timezone.now().isoformat()
    guests.stay(request)
