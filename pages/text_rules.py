"""What the words of a lesson may and may not say, band by band: section 8 of the content brief, in code.

No models and no settings: the CMS asks before publishing, the tests ask of every content file, both get Findings.
A Finding is a reason for a person to look. If the person decides that the text is right, the block says why, in its
`lint_exception`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

PUPILS = frozenset({"sparks", "explorers", "navigators", "pathfinders"})
YOUNGER = frozenset({"sparks", "explorers"})
NAVIGATORS = frozenset({"navigators"})
UNDER_14 = YOUNGER | NAVIGATORS
EVERYONE = PUPILS | {"family", "staff"}
BAND_OF_LESSON = {
    "A": "sparks",
    "B": "explorers",
    "C": "navigators",
    "D": "pathfinders",
    "F": "family",
    "T": "staff",
}

LAST_IN_BOLD = 14  # of the checks in section 8 of the brief


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is the number of the reviewer's check in section 8 of the brief."""

    check: int
    found: str
    why: str

    @property
    def blocks(self) -> bool:
        """Nothing is published past the checks that the brief sets in bold."""
        return self.check <= LAST_IN_BOLD

    def __str__(self):
        return f"check {self.check}: “{self.found}”: {self.why}"


@dataclass(frozen=True)
class Rule:
    """Words that a band's readers do not meet. `words` has a regular expression a line, or between spaced bars."""

    check: int
    why: str
    bands: frozenset
    words: str
    but_in: frozenset = frozenset()  # lessons in which these words are allowed
    notes: bool = False  # holds for the adults' notes to such a lesson as well
    deniable: bool = False  # "never copy the picture" is what we want to hear
    askable: bool = False  # "is that Noor's fault?" may be asked

    @cached_property
    def pattern(self):
        either = "|".join(words for words in re.split(r"\s\|\s|\n\s*", self.words.strip()))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def applies(self, band, lesson_code) -> bool:
        if lesson_code in self.but_in:
            return False
        return band in self.bands or (self.notes and BAND_OF_LESSON.get(lesson_code[:1]) in self.bands)

    def findings(self, sentence):
        for match in self.pattern.finditer(sentence):
            denied = self.deniable and DENIAL.search(sentence[: match.end()])
            asked = self.askable and sentence.rstrip("\"')").endswith("?")
            refused = self.check == 8 and REFUSED.search(sentence[: match.start()])
            if not denied and not asked and not refused:
                yield Finding(self.check, match[0], self.why)


DENIAL = re.compile(r"\b(not|never|no|nobody|nothing|none|cannot|without|instead of)\b|n't\b", re.IGNORECASE)
REFUSED = re.compile(r"(?:don't|never|not|can't|cannot) (?:ever )?promise", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"')])\s+")
PICTURE = "(?:nudes?|(?:picture|photo|image|video)s?)"
FROM_C4, FROM_C5, FROM_B5 = frozenset({"C4", "C5", "C6"}), frozenset({"C5", "C6"}), frozenset({"B5", "B6"})

RULES = (
    # 1. What the younger bands are not taught at all.
    Rule(
        1,
        "not for this age",
        YOUNGER,
        rf"""sex\w* | nude | nudes | nudity | naked | porn\w* | intimate | underwear | blackmail\w*
        private {PICTURE}""",
        notes=True,
    ),
    Rule(1, "no stranger imagery: harm often has a known face", YOUNGER, "strangers?"),
    Rule(
        1,
        "threats are met in B5 and B6 only",
        YOUNGER,
        r"threat\w* | or I(?:'ll| will) (?:tell|share|show)",
        but_in=FROM_B5,
    ),
    # 2. What is named from C4 or C5 on, and never described.
    Rule(2, "named in C5 and C6 only", NAVIGATORS, r"sext\w* | online blackmail", but_in=FROM_C5, notes=True),
    Rule(
        2,
        "from C4 on only",
        NAVIGATORS,
        rf"blackmail\w* | nude | nudes | nudity | naked | intimate | private {PICTURE}",
        but_in=FROM_C4,
        notes=True,
    ),
    Rule(2, "C says “a picture Ash did not ask for”", NAVIGATORS, r"sexual\w*"),
    Rule(
        2,
        "pictures are never described",
        PUPILS,
        r"porn(?! helpline) | pornograph\w* | topless | undress\w* | genital\w* | breasts? | underwear",
    ),
    # 3. Pictures of children are not handled, and nothing that helps the police is thrown away.
    Rule(
        3,
        "nobody copies or moves a picture",
        EVERYONE,
        rf"(?:screenshot|screen-?grab|save|copy|download|forward|print|store|photograph)(?: \w+){{0,3}} {PICTURE}",
        deniable=True,
    ),
    Rule(
        3,
        "under 14, details are written down instead",
        UNDER_14,
        "(?:take|keep|make|send|get) (?:a |some |the )?(?:screenshots?|screen-?grabs?)",
        deniable=True,
    ),
    Rule(
        3,
        "leads an adult to look",
        UNDER_14,
        rf"show (?:\w+ ){{0,3}}(?:{PICTURE}|chat|screen|adults?|teachers?|grown-ups?|parents?)",
        deniable=True,
    ),
    Rule(
        3,
        "never asked of a child",
        EVERYONE,
        r"ask (?:\w+ ){1,3}to (?:show|share|forward|download|delete)",
        deniable=True,
    ),
    Rule(
        3,
        "don’t delete: it can help",
        EVERYONE,
        rf"delete (?:\w+ ){{0,2}}(?:{PICTURE}|chats?|messages?|accounts?|it|them)",
        deniable=True,
    ),
    # 4. Blame.
    Rule(
        4,
        "blames or shames",
        EVERYONE,
        r"""should have | should not have | shouldn't have | why did you | why didn't you | let themsel(?:f|ves)
        mistakes? | silly | careless\w* | stupid\w* | foolish\w* | gullible | naive | naïve
        put (?:them|your|him|her)sel(?:f|ves) at risk | asked for (?:it|this|that)
        sexting | child porn\w* | revenge porn(?! helpline)""",
    ),
    Rule(
        4,
        "say whose fault it is not",
        EVERYONE,
        r"(?:\w+'s|your|their|his|her|my) (?:own )?fault",
        deniable=True,
        askable=True,
    ),
    # 8. Promises nobody can keep.
    Rule(
        8,
        "the only form is “you won’t be in trouble for asking for help” (A and B: “for telling”)",
        PUPILS | {"family"},
        r"into trouble | in trouble(?! for (?:asking for help|telling))",
    ),
    Rule(
        8,
        "a promise nobody can keep",
        EVERYONE,
        r"""(?:nobody|no one|no-one) (?:else )?will (?:ever )?(?:know|find out)
        keep (?:it|this|that) (?:a )?(?:total )?secret for you
        (?:totally|completely) (?:secret|confidential|safe)
        guarantee\w* | always (?:be )?(?:removed|taken down|works)
        nothing (?:bad )?will (?:ever )?happen
        won't (?:tell|ring|call) (?:your )?(?:mum|dad|home|parents|family|police)""",
    ),
    Rule(
        8,
        "their job is to help, not to judge; they will tell you who needs to know",
        EVERYONE,
        r"""(?:won't|will not|never) (?:judge|be (?:judged|shocked|angry|cross))
        (?:one or two|a couple of) (?:people|others|adults)""",
    ),
    Rule(8, "unsafe: say no, leave or tell", PUPILS, "stall(?:s|ed|ing)? | delay(?:s|ed|ing)?"),
    # 9. Nobody types, up to 14.
    Rule(
        9,
        "nobody writes a text of their own before 14",
        UNDER_14,
        r"type (?:here|your (?:own )?(?:answer|words|story))",
    ),
    # 10. What a child may remember.
    Rule(10, "it is called Report Fraud now", EVERYONE, "action fraud"),
    Rule(
        10,
        "invented apps only: Blockhop, ChatBox, SideChat, PicPond",
        PUPILS,
        """snapchat | instagram | tiktok | whatsapp | facebook | youtube | discord | telegram
        roblox | fortnite | minecraft""",
    ),
    # 16. Distance.
    Rule(16, "keep it about a character", PUPILS, "imagine (?:that |if )?(?:this|it|you|you're|someone)"),
    # 17. No method.
    Rule(
        17,
        "no names of ways to pay",
        PUPILS,
        r"""gift ?cards? | gift codes? | vouchers? | bitcoin | crypto\w* | paypal | cash ?app | steam card
        bank transfer | western union""",
    ),
    Rule(
        17,
        "no words of a threat",
        PUPILS,
        r"""or (?:I|we)(?:'ll| will) (?:post|share|send|show|tell|leak|ruin) | I have your
        (?:^|[\"'] ?)send me (?:a|your|more)""",
        but_in=FROM_B5,
    ),
    # 18. No numbers or stories that shock.
    Rule(
        18,
        "no deaths and no self-harm for pupils",
        PUPILS,
        r"suicid\w* | self-?harm\w* | overdose\w* | killed | died | dead | deaths?",
    ),
    Rule(
        18,
        "no statistics for pupils",
        PUPILS,
        r"""\d+ ?% | per ?cent | \d+ (?:in|out of) (?:every )?\d+
        (?:one|two|three|four|nine) (?:in|out of) (?:every )?(?:two|three|four|five|ten|\d+)""",
    ),
)

NUMBERS = {  # who may read which number; each as it is dialled
    **dict.fromkeys(("999", "08001111"), EVERYONE),
    **dict.fromkeys(("101", "18000", "18001101", "85258", "08088088000", "08088023456"), EVERYONE - YOUNGER),
    **dict.fromkeys(("116123", "0800838587", "03456000459"), EVERYONE - UNDER_14),
    **dict.fromkeys(("111", "08088005000", "03001232040", "08000684141"), frozenset({"family", "staff"})),
    **dict.fromkeys(("08000562561", "03443814772"), frozenset({"staff"})),
}
YEAR = re.compile(r"(?:19|20)\d\d")
HOSTS = """
    childline.org.uk ceop.police.uk giveusashout.org samaritans.org takeitdown.ncmec.org stopncii.org police.uk
    revengepornhelpline.org.uk reportfraud.police.uk scotland.police.uk psni.police.uk nspcc.org.uk iwf.org.uk
    meiccymru.org lifelinehelpline.info breathingspace.scot parentclub.scot safer.scot hwb.gov.wales ncsc.gov.uk
    onlinesafetyhub.safeguardingni.org gov.uk educationsupport.org.uk victimsupport.org.uk
"""
HOST = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|uk|co|scot|wales|info|app|io))\b", re.IGNORECASE
)


def check(text: str, band: str, *, lesson_code: str = "", numbers=NUMBERS) -> list[Finding]:
    """All Findings in a text, Markdown or plain, that readers of the band will see.

    `band` is who reads it (an adults' note to C1 is "staff"); `lesson_code` is where it stands; `numbers` is what may
    be dialled: digits -> the bands that are given them.
    """
    found = [finding for sentence in sentences(text) for finding in _in_sentence(sentence, band, lesson_code, numbers)]
    return found + _reading(text, band)


def _in_sentence(sentence, band, lesson_code, numbers):
    for rule in RULES:
        if rule.applies(band, lesson_code):
            yield from rule.findings(sentence)
    for number in _unknown_numbers(sentence, band, numbers):
        yield Finding(10, number, "not a number this band is given")
    for host in HOST.findall(sentence):
        if host.lower() not in HOSTS.split():
            yield Finding(10, host, "not an address we send anyone to")


def _unknown_numbers(sentence, band, numbers):
    """Runs of three digits or more that are neither a year nor a number for this band, written with any spaces."""
    for dialled in sorted(numbers, key=len, reverse=True):
        if band in numbers[dialled]:
            sentence = re.sub(rf"(?<!\d){' ?'.join(dialled)}(?!\d)", "", sentence)
    for number in re.findall(r"(?<![\w£.])\d(?:[\d ]*\d)?(?![\w%])", sentence):
        if len(number.replace(" ", "")) > 2 and not YEAR.fullmatch(number):
            yield number


# --- how hard it is to read -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ceiling:
    grade: float
    average: int | None = None
    longest: int | None = None


CEILINGS = {
    "sparks": Ceiling(2, longest=8),
    "explorers": Ceiling(4, average=10),
    "navigators": Ceiling(6, average=12),
    "pathfinders": Ceiling(7, average=14),
    "family": Ceiling(6, average=12),
    "staff": Ceiling(9),
}
ENOUGH_WORDS = 50  # a shorter text says little: one list or one long name makes it look hard


def _reading(text, band):
    ceiling = CEILINGS[band]
    counts = [len(words(sentence)) for sentence in sentences(text)]
    total = sum(counts)
    found = []
    if ceiling.longest and (longest := max(counts, default=0)) > ceiling.longest:
        found.append(Finding(19, f"{longest} words", f"at most {ceiling.longest} words in a sentence"))
    if total < ENOUGH_WORDS:
        return found
    if (grade := reading_grade(text)) > ceiling.grade:
        found.append(Finding(19, f"grade {grade:.1f}", f"reads harder than grade {ceiling.grade}"))
    if ceiling.average and total / len(counts) > ceiling.average:
        found.append(
            Finding(19, f"{total / len(counts):.1f} words a sentence", f"the average is at most {ceiling.average}")
        )
    return found


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade. Counted here and not by textstat, which takes hyphens for syllables ("any" has one)."""
    spoken = sentences(text)
    said = [word for sentence in spoken for word in words(sentence)]
    if not said:
        return 0.0
    return 0.39 * len(said) / len(spoken) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def sentences(text: str) -> list[str]:
    """The sentences of a text; a heading, a list item and a table cell each end one."""
    text = text.replace("’", "'").replace("“", '"').replace("”", '"')
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    lines = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+>#|]|\d+\.) ?)|\s\|\s", text)
    lines = [re.sub(r"^\s*(?:[-*+>#]+|\d+\.)\s+|[*_`#|]", "", line) for line in lines]
    parts = [part for line in lines for part in SENTENCE_END.split(" ".join(line.split()))]
    return [part for part in parts if words(part)]


def words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÿ0-9]+(?:'[A-Za-z]+)?", sentence)


@lru_cache(maxsize=10_000)  # the courses have 3,500 words
def syllables(word: str) -> int:
    """How many beats an English word has, by its letters: right for most, one off for some."""
    word = word.lower()
    beats = 1 if re.search(r"[sd]n't$", word) else 0
    word = re.sub(r"[^a-z]", "", word.removesuffix("'s"))
    word = word.replace("qu", "q").replace("every", "evry").replace("maybe", "mayby")
    word = re.sub(r"(?<=[aeiouy]l)es?$|(?<=[^aeioul])e$|(?<=[^aeioulsxzcgh])es$|(?<=[^aeioutd])ed$", "", word)
    beats += len(re.findall(r"[aeiou]{1,2}y?|y", re.sub(r"^y", "", word)))
    beats += len(re.findall(r"(?<![ctgsx])i[ao]|(?<=[^g])ua|ie(?=t)|(?<![aeiou])[eou]ing|ide[ao]|rea$", word))
    return max(1, beats)
