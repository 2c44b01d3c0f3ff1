from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .practice import PracticeBlock, line, short

LONGEST = 8  # lines in all: more would be a script


class Sign(TextChoices):
    FAST_FRIENDSHIP = "fast_friendship", gettext_lazy("Fast friendship")
    FLATTERY = "flattery", gettext_lazy("Flattery")
    SWITCHING_APP = "switching_app", gettext_lazy("Switching app")
    UNASKED_PICTURE = "unasked_picture", gettext_lazy("A picture nobody asked for")
    HURRY = "hurry", gettext_lazy("Hurry")
    SECRECY = "secrecy", gettext_lazy("Secrecy")


class ChatLine(blocks.StructValue):
    @property
    def sign_label(self):
        return Sign(self["sign"]).label if self["sign"] else ""

    @property
    def is_the_account(self):
        return self["who"].lower() == "the account"


class ChatLineBlock(blocks.StructBlock):
    who = short(help_text="A character, or: The account")
    text = line()
    sign = blocks.ChoiceBlock(choices=Sign.choices, required=False)
    why = line(help_text="Said when somebody stops here")

    class Meta:
        value_class = ChatLine


class Chat(blocks.StructValue):
    @property
    def is_ordinary(self):
        return not any(line["sign"] for line in self["lines"])

    @property
    def sides(self):
        """(line, whether it stands on the right): the account stands left, and without one who speaks first."""
        lines = self["lines"]
        other = next((line for line in lines if line.is_the_account), lines[0])["who"]
        return [(line, line["who"] != other) for line in lines]


class ChatBlock(blocks.StructBlock):
    app = short(help_text="Invented apps only: Blockhop, ChatBox, SideChat, PicPond")
    about = line()
    lines = blocks.ListBlock(ChatLineBlock(), min_num=1, max_num=4)
    summing_up = line()

    class Meta:
        value_class = Chat


class ChatSpotterBlock(PracticeBlock):
    """ACT5: short exchanges from unrelated invented chats, half of them ordinary."""

    chats = blocks.ListBlock(ChatBlock(), min_num=2, max_num=6)

    class Meta:
        icon = "comment"
        template = "courses/blocks/chat_spotter.html"
        label = "Chat spotter"

    def clean(self, value):
        value = super().clean(value)
        with_signs = sum(not chat.is_ordinary for chat in value["chats"])
        if sum(len(chat["lines"]) for chat in value["chats"]) > LONGEST:
            raise refuse(_("At most eight lines in all: more would be a script."))
        if 2 * with_signs > len(value["chats"]):
            raise refuse(_("Half of the chats must be ordinary."))
        return value


def refuse(sentence):
    return StructBlockValidationError({"chats": ListBlockValidationError(non_block_errors=[sentence])})
