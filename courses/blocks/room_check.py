from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .practice import PracticeBlock, line


class Action(TextChoices):
    LEAVE = "leave", _("Leave it")
    MOVE = "move", _("Move it")
    COVER = "cover", _("Cover it")
    CLOSE = "close", _("Close it")
    TURN = "turn", _("Turn the camera")


# What an action looks like, for those who do not read yet.
PICTURES = {
    Action.LEAVE: "round-pushpin",
    Action.MOVE: "right-arrow",
    Action.COVER: "palm-down-hand",
    Action.CLOSE: "door",
    Action.TURN: "clockwise-vertical-arrows",
}

# What each drawn room has in it: templates/components/rooms/<scene>.svg draws them by these names.
SCENES = {
    "playroom": ["tablet-camera", "window", "teddy", "door", "sibling", "drawing"],
    "bedroom": ["certificate", "calendar", "uniform", "window", "person", "laptop-camera", "trophy", "door"],
    "desk": ["certificate", "window", "person", "phone-camera", "laptop-camera", "calendar", "letter", "door"],
}


class RoomAnswer(blocks.StructValue):
    @property
    def label(self):
        return Action(self["action"]).label

    @property
    def picture(self):
        return PICTURES[self["action"]]


class RoomAnswerBlock(blocks.StructBlock):
    action = blocks.ChoiceBlock(choices=Action.choices)
    reply = line()

    class Meta:
        value_class = RoomAnswer


class RoomObjectBlock(blocks.StructBlock):
    thing = blocks.ChoiceBlock(choices=sorted({(thing, thing) for things in SCENES.values() for thing in things}))
    text = line()
    best = blocks.ListBlock(blocks.ChoiceBlock(choices=Action.choices), min_num=1)
    answers = blocks.ListBlock(RoomAnswerBlock(), min_num=2, max_num=4)


class RoomCheckBlock(PracticeBlock):
    """ACT3: find what a camera sees in a drawn room, then decide about each thing."""

    scene = blocks.ChoiceBlock(choices=[(name, name) for name in SCENES])
    objects = blocks.ListBlock(RoomObjectBlock(), min_num=3, max_num=8)

    class Meta:
        icon = "view"
        template = "courses/blocks/room_check.html"
        label = "Room check"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"room": f"components/rooms/{value['scene']}.svg"}
