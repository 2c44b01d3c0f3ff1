"""What the words of a lesson may and may not say, band by band: section 8 of the content brief, in code.

No models and no settings: the CMS asks before publishing, the tests ask of every content file, and both get Findings.
A Finding is a reason for a person to look. Where the person decides that the text is right, the block says why (`lint_exception`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PUPILS = frozenset({"sparks", "explorers", "navigators", "pathfinders"})
YOUNGER = frozenset({"sparks", "explorers"})
UNDER_14 = YOUNGER | {"navigators"}
EVERYONE = PUPILS | {"family", "staff"}
BAND_OF_LESSON = {
    "A": "sparks",
    "B": "explorers",
    "C": "navigators",
    "D": "pathfinders",
    "F": "family",
    "T": "staff",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is the number of the reviewer's check in section 8 of the brief."""

    check: int
    found: str
    why: str

    @property
    def blocks(self) -> bool:
        """The brief sets checks 1 to 3 in bold: nothing is published past them."""
        return self.check <= 3

    def __str__(self):
        return f"check {self.check}: “{self.found}” – {self.why}"


@dataclass(frozen=True, slots=True)
class Rule:
    check: int
    pattern: str
    why: str
    bands: frozenset = EVERYONE
    lessons: frozenset = frozenset()  # codes in which these words are allowed
    notes: bool = False  # holds for the adults' notes to such a lesson, too
    deniable: bool = False  # "never copy the picture" is what we want to hear
    askable: bool = False  # "is that Noor's fault?" may be asked

    def applies(self, band, lesson_code) -> bool:
        if lesson_code in self.lessons:
            return False
        return band in self.bands or self.notes and BAND_OF_LESSON.get(lesson_code[:1]) in self.bands

    def findings(self, sentence):
        for match in re.finditer(self.pattern, sentence, re.IGNORECASE):
            if self.deniable and DENIAL.search(sentence[: match.end()]):
                continue
            if self.askable and sentence.rstrip("\"')").endswith("?"):
                continue
            yield Finding(self.check, match[0], self.why)


DENIAL = re.compile(r"\b(not|never|no|nobody|nothing|none|cannot|without|isn't|instead of)\b|n't\b", re.IGNORECASE)
PICTURE = r"(?:nudes?|(?:picture|photo|image|video)s?)"

RULES = (
    # 1. What the younger bands are not taught at all.
    Rule(
        1,
        r"\b(?:sex\w*|nud(?:e|es|ity)|naked|porn\w*|intimate|underwear|blackmail\w*)\b",
        "not for this age",
        YOUNGER,
        notes=True,
    ),
    Rule(1, rf"\bprivate {PICTURE}\b", "not for this age", YOUNGER, notes=True),
    Rule(1, r"\bstrangers?\b", "no stranger imagery: harm often has a known face", YOUNGER),
    Rule(
        1,
        r"\bthreat\w*|\bor I(?:'ll| will) (?:tell|share|show)\b",
        "threats are met in B5 and B6 only",
        YOUNGER,
        frozenset({"B5", "B6"}),
    ),
    # 2. What is named from C4 or C5 on, and never described.
    Rule(
        2,
        r"\bsext\w*\b",
        "named in C5 and C6 only",
        frozenset({"navigators"}),
        frozenset({"C5", "C6"}),
        notes=True,
    ),
    Rule(
        2,
        r"\bonline blackmail\b",
        "named in C5 and C6 only",
        frozenset({"navigators"}),
        frozenset({"C5", "C6"}),
        notes=True,
    ),
    Rule(
        2,
        rf"\b(?:blackmail\w*|nud(?:e|es|ity)|naked|intimate|private {PICTURE})\b",
        "from C4 on only",
        frozenset({"navigators"}),
        frozenset({"C4", "C5", "C6"}),
        notes=True,
    ),
    Rule(2, r"\bsexual\w*\b", "C says “a picture Ash did not ask for”", frozenset({"navigators"})),
    Rule(
        2,
        r"\b(?:porn\w*(?! helpline)|topless|undress\w*|genital\w*|breasts?|underwear)\b",
        "pictures are never described",
        PUPILS,
    ),
    # 3. Pictures of children are not handled, and nothing that helps the police is thrown away.
    Rule(
        3,
        rf"\b(?:screenshot|screen-?grab|save|copy|download|forward|print|store|photograph)\b(?: \w+){{0,3}} {PICTURE}\b",
        "nobody copies or moves a picture",
        deniable=True,
    ),
    Rule(
        3,
        r"\b(?:take|keep|make|send|get) (?:a |some |the )?(?:screenshots?|screen-?grabs?)\b",
        "C writes it down",
        UNDER_14,
        deniable=True,
    ),
    Rule(
        3,
        rf"\bshow (?:\w+ ){{0,3}}(?:{PICTURE}|chat|screen|adults?|teachers?|grown-ups?|parents?)\b",
        "leads an adult to look",
        UNDER_14,
        deniable=True,
    ),
    Rule(
        3,
        r"\bask (?:\w+ ){1,3}to (?:show|share|forward|download|delete)\b",
        "never asked of a child",
        deniable=True,
    ),
    Rule(
        3,
        rf"\bdelete (?:\w+ ){{0,2}}(?:{PICTURE}|chats?|messages?|accounts?|it|them)\b",
        "don't delete: it can help",
        deniable=True,
    ),
    # 4. Blame.
    Rule(
        4,
        r"\bshould(?:n't| not)? have\b|\bwhy did(?:n't)? you\b|\blet themsel(?:f|ves)\b",
        "finds fault with the person targeted",
    ),
    Rule(
        4,
        r"\bmistakes?\b|\bsilly\b|\bcareless\w*|\bstupid\w*|\bfoolish\w*|\bgullible\b|\bna[iï]ve\b",
        "blame or shame",
    ),
    Rule(4, r"\bput (?:them|your|him|her)sel(?:f|ves) at risk\b|\basked for (?:it|this|that)\b", "blame"),
    Rule(
        4,
        r"\bsexting\b|\bchild porn\w*|\brevenge porn\b(?! helpline)",
        "say what it is: someone was threatened or tricked",
    ),
    Rule(
        4,
        r"\b(?:(?<!whose )\w+'s|your|their|his|her|my) (?:own )?fault\b",
        "say whose fault it is not",
        deniable=True,
        askable=True,
    ),
    # 8. Promises nobody can keep.
    Rule(
        8,
        r"\bin(?:to)? trouble\b(?! for (?:asking for help|telling))",
        "only: “you won't be in trouble for asking for help”",
        PUPILS | {"family"},
    ),
    Rule(
        8,
        r"\b(?:won't|will not|never) (?:judge|be (?:judged|shocked|angry|cross))\b",
        "say: their job is to help, not to judge",
    ),
    Rule(
        8,
        r"\b(?:one or two|a couple of) (?:people|others|adults)\b",
        "say: they will tell you who needs to know",
    ),
    Rule(
        8,
        r"\b(?:nobody|no one|no-one) (?:else )?will (?:ever )?(?:know|find out)\b|\bkeep (?:it|this|that) (?:a )?(?:total )?secret for you\b|"
        r"\b(?:total|complete)ly (?:secret|confidential|safe)\b|\bguarantee\w*|\balways (?:be )?(?:removed|taken down|works)\b|"
        r"\bnothing (?:bad )?will (?:ever )?happen\b|\bwon't (?:tell|ring|call) (?:your )?(?:mum|dad|home|parents|family|police)\b",
        "a promise nobody can keep",
        deniable=False,
    ),
    Rule(8, r"\bstall(?:s|ed|ing)?\b|\bdelay(?:s|ed|ing)?\b", "unsafe: say no, leave or tell", PUPILS),
    # 10. What a child may remember.
    Rule(10, r"\baction fraud\b", "it is called Report Fraud now"),
    Rule(
        10,
        r"\b(?:snapchat|instagram|tiktok|whatsapp|facebook|youtube|discord|telegram|roblox|fortnite|minecraft)\b",
        "invented apps only: Blockhop, ChatBox, SideChat, PicPond",
        PUPILS,
    ),
    # 16. Distance.
    Rule(16, r"\bimagine (?:that |if )?(?:this|it|you|you're|someone)\b", "keep it about a character", PUPILS),
    # 17. No method.
    Rule(
        17,
        r"\b(?:gift ?cards?|gift codes?|vouchers?|bitcoin|crypto\w*|paypal|cash ?app|steam card|bank transfer|western union)\b",
        "no names of ways to pay",
        PUPILS,
    ),
    Rule(
        17,
        r"\bor (?:I|we)(?:'ll| will) (?:post|share|send|show|tell|leak|ruin)\b|\bI have your\b|\bsend me (?:a|your|more)\b",
        "no words of a threat",
        PUPILS,
        frozenset({"B5", "B6"}),
    ),
    # 18. No numbers or stories that shock.
    Rule(
        18,
        r"\bsuicid\w*|\bself-?harm\w*|\boverdose\w*|\b(?:killed|died|dead|deaths?)\b",
        "no deaths and no self-harm for pupils",
        PUPILS,
    ),
    Rule(
        18,
        r"\d ?%|\bper ?cent\b|\b\d+ (?:in|out of) (?:every )?\d+\b|"
        r"\b(?:one|two|three|four|nine) (?:in|out of) (?:every )?(?:two|three|four|five|ten|\d+)\b",
        "no statistics for pupils",
        PUPILS,
    ),
)

NUMBERS = {  # who may read which number; each as dialled
    **dict.fromkeys(("999", "08001111"), EVERYONE),
    **dict.fromkeys(("101", "18000", "18001101", "18001", "85258", "08088088000", "08088023456"), EVERYONE - YOUNGER),
    **dict.fromkeys(("116123", "0800838587", "03456000459"), frozenset({"pathfinders", "family", "staff"})),
    **dict.fromkeys(("111", "08088005000", "03001232040", "08000684141"), frozenset({"family", "staff"})),
    **dict.fromkeys(("08000562561", "03443814772"), frozenset({"staff"})),
}
YEAR = re.compile(r"(?:19|20)\d\d")
HOSTS = frozenset(
    [
        "childline.org.uk",
        "ceop.police.uk",
        "giveusashout.org",
        "samaritans.org",
        "takeitdown.ncmec.org",
        "stopncii.org",
        "revengepornhelpline.org.uk",
        "reportfraud.police.uk",
        "police.uk",
        "scotland.police.uk",
        "psni.police.uk",
        "nspcc.org.uk",
        "iwf.org.uk",
        "meiccymru.org",
        "lifelinehelpline.info",
        "breathingspace.scot",
        "parentclub.scot",
        "safer.scot",
        "hwb.gov.wales",
        "onlinesafetyhub.safeguardingni.org",
        "ncsc.gov.uk",
        "gov.uk",
        "educationsupport.org.uk",
        "victimsupport.org.uk",
    ]
)


def check(text: str, band: str, *, lesson_code: str = "") -> list[Finding]:
    """All Findings in a text, Markdown or plain, that readers of the band will see.

    `band` is who reads it (an adults' note to C1 is "staff"); `lesson_code` is where it stands.
    """
    found = [finding for sentence in sentences(text) for finding in _in_sentence(sentence, band, lesson_code)]
    return found + _reading(text, band)


def _in_sentence(sentence, band, lesson_code):
    for rule in RULES:
        if rule.applies(band, lesson_code):
            yield from rule.findings(sentence)
    for number in re.findall(r"(?<![\w£.])\d(?:[\d ]*\d)?(?![\w%])", sentence):
        dialled = number.replace(" ", "")
        if len(dialled) > 2 and not YEAR.fullmatch(number) and band not in NUMBERS.get(dialled, ()):
            yield Finding(10, number, "not a number this band is given")
    for host in re.findall(
        r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|uk|co|scot|wales|info|app|io))\b",
        sentence,
        re.IGNORECASE,
    ):
        if host.lower() not in HOSTS:
            yield Finding(10, host, "not an address we send anyone to")


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
ENOUGH_WORDS = 30  # a shorter text says little: two long names make it look hard


def _reading(text, band):
    ceiling = CEILINGS[band]
    counts = [len(words(sentence)) for sentence in sentences(text)]
    total = sum(counts)
    if ceiling.longest and max(counts, default=0) > ceiling.longest:
        yield_long = max(counts)
        return [Finding(19, f"{yield_long} words", f"at most {ceiling.longest} words in a sentence")]
    if total < ENOUGH_WORDS:
        return []
    found = []
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
    parts = [part for line in lines for part in re.split(r"(?<=[.!?…])[\"')\]]*\s+", " ".join(line.split()))]
    return [part for part in parts if words(part)]


def words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÿ0-9]+(?:'[A-Za-z]+)?", sentence)


def syllables(word: str) -> int:
    """How many beats an English word has, by its letters: right for most, one off for some."""
    word = word.lower()
    beats = 1 if re.search(r"[sd]n't$", word) else 0
    word = (
        re.sub(r"[^a-z]", "", word.removesuffix("'s"))
        .replace("qu", "q")
        .replace("every", "evry")
        .replace("maybe", "mayby")
    )
    word = re.sub(r"(?<=[aeiouy]l)es?$|(?<=[^aeioul])e$|(?<=[^aeioulsxzcgh])es$|(?<=[^aeioutd])ed$", "", word)
    beats += len(re.findall(r"[aeiou]{1,2}y?|y", re.sub(r"^y", "", word)))
    beats += len(re.findall(r"(?<![ctgsx])i[ao]|(?<=[^g])ua|ie(?=t)|(?<![aeiou])[eou]ing|ide[ao]|rea$", word))
    return max(1, beats)
