"""The blocks of a lesson's steps. A new one is a file here, a template, and a line in this list."""

from .activity import ActivityBlock
from .closing import ClosingBlock
from .definition import DefinitionBlock
from .discussion import DiscussionBlock
from .help_reminder import HelpReminderBlock
from .key_message import KeyMessageBlock
from .ordered_steps import OrderedStepsBlock
from .story import StoryBlock
from .text import TextBlock

BLOCKS = [
    ("text", TextBlock()),
    ("key_message", KeyMessageBlock()),
    ("definition", DefinitionBlock()),
    ("story", StoryBlock()),
    ("discussion", DiscussionBlock()),
    ("ordered_steps", OrderedStepsBlock()),
    ("activity", ActivityBlock()),
    ("help_reminder", HelpReminderBlock()),
    ("closing", ClosingBlock()),
]
