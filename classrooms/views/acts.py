"""What the buttons of desk and board do: a verb of `classrooms.live` each."""

from .. import live


def number(text):
    return int(text) if text.isdecimal() else 0


def counts_in(data):
    return {name.removeprefix("count-"): min(number(data[name]), 200) for name in data if name.startswith("count-")}


def seen(data):
    return data.get("seen") or None


ACTS = {
    "next": lambda session, data: live.advance(session, seen=seen(data)),
    "back": lambda session, data: live.back(session, seen=seen(data)),
    "go": lambda session, data: live.go(session, number(data.get("step", "1"))),
    "ask": lambda session, data: live.open_question(session, data.get("question", "")),
    "close_question": lambda session, data: live.close_question(session, seen=seen(data)),
    "chart": lambda session, data: live.reveal(session, "chart", seen=seen(data)),
    "answer": lambda session, data: live.reveal(session, "answer", seen=seen(data)),
    "again": lambda session, data: live.vote_again(session, seen=seen(data)),
    "eyes_up": lambda session, data: live.pause(session, seen=seen(data)),
    "help": lambda session, data: live.show_help(session, seen=seen(data)),
    "closing": lambda session, data: live.calm_closing(session),
    "own": lambda session, data: live.set_pace(session, "own"),
    "led": lambda session, data: live.set_pace(session, "led"),
    "admit": lambda session, data: live.admit(session),
    "lock": lambda session, data: live.lock(session, data.get("locked") == "1"),
    "heard": lambda session, data: live.heard(session),
    "count": lambda session, data: None,  # the counts are kept with every button
}

# Buttons whose value says to whom.
ONE = {
    "ask_one": lambda session, data: live.open_question(session, data["ask_one"]),
    "admit_one": lambda session, data: live.admit(session, [number(data["admit_one"])]),
    "recognise_one": lambda session, data: live.recognise(
        session, number(data["recognise_one"]), number(data.get(f"earlier-{data['recognise_one']}", ""))
    ),
    "rename_one": lambda session, data: live.rename(session, number(data["rename_one"])),
    "remove_one": lambda session, data: live.remove(session, number(data["remove_one"])),
}
