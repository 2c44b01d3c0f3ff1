"""The blocks of a lesson's steps. A new one is a file here, a template, and a line in this list."""

from .agreement import AgreementBlock
from .cards_to_print import CardsToPrintBlock
from .chat_spotter import ChatSpotterBlock
from .closing import ClosingBlock
from .confidence_check import ConfidenceCheckBlock
from .definition import DefinitionBlock
from .discussion import DiscussionBlock
from .exit_lines import ExitLinesBlock
from .fact_or_myth import FactOrMythBlock
from .help_matcher import HelpMatcherBlock
from .help_reminder import HelpReminderBlock
from .key_message import KeyMessageBlock
from .order_cards import OrderCardsBlock
from .ordered_steps import OrderedStepsBlock
from .privacy_settings import PrivacySettingsBlock
from .room_check import RoomCheckBlock
from .sort_cards import SortCardsBlock
from .story import StoryBlock
from .story_choices import StoryChoicesBlock
from .text import TextBlock

BLOCKS = [
    ("text", TextBlock()),
    ("key_message", KeyMessageBlock()),
    ("definition", DefinitionBlock()),
    ("story", StoryBlock()),
    ("discussion", DiscussionBlock()),
    ("ordered_steps", OrderedStepsBlock()),
    ("sort_cards", SortCardsBlock()),
    ("story_choices", StoryChoicesBlock()),
    ("room_check", RoomCheckBlock()),
    ("order_cards", OrderCardsBlock()),
    ("chat_spotter", ChatSpotterBlock()),
    ("privacy_settings", PrivacySettingsBlock()),
    ("exit_lines", ExitLinesBlock()),
    ("help_matcher", HelpMatcherBlock()),
    ("fact_or_myth", FactOrMythBlock()),
    ("confidence_check", ConfidenceCheckBlock()),
    ("agreement", AgreementBlock()),
    ("cards_to_print", CardsToPrintBlock()),
    ("help_reminder", HelpReminderBlock()),
    ("closing", ClosingBlock()),
]
