"""What a person does on a page before it is looked at, for states that have no address of their own."""

import re

from playwright.sync_api import expect

PASSWORD = "lantern-harbour-violet"  # of everybody in the demo


def send(tab, **fields):
    for name, value in fields.items():
        tab.fill(f"main [name={name}]", value)
    tab.locator("main form button.button--primary").first.click()
    tab.wait_for_load_state()


def give_a_wrong_card(tab, code="AAAAAA"):
    send(tab, class_code=code, number="1", words="not my words")


def sign_out(tab):
    button = tab.locator(".site-nav__out")
    if button.count():  # else it was done before
        button.click()
        tab.wait_for_load_state()


def give_a_wrong_code(tab):
    send(tab, code="AAAAAA")


def give_a_wrong_name(tab):
    """On a certificate that is checked."""
    tab.fill("main [name=name]", "Somebody Else")
    tab.locator("main form button:not(.button--primary)").first.click()
    tab.wait_for_load_state()


def ask_for_a_place(tab):
    send(tab, email="place@ashgrove.example")


def give_wrong_cards(tab):
    """Until the door takes a break; a code of its own, so that nobody else waits."""
    while tab.status != 429:
        give_a_wrong_card(tab, "BBBBBB")


def paste_a_list(tab):
    """With a name twice, and a row that is none."""
    tab.fill("main [name=names]", "Khan, Mohammed\nAli, Mohammed\nx@y.example\nLee, Ann")
    tab.locator("main button[value=read]").click()
    tab.wait_for_load_state()


def let_a_pupil_in(tab):
    tab.locator("main button[value=let_in]").click()
    tab.wait_for_load_state()


def send_an_old_form(tab):
    tab.evaluate("for (const token of document.getElementsByName('csrfmiddlewaretoken')) token.value = 'x'.repeat(64)")
    give_a_wrong_card(tab)


def send_a_wrong_password(tab):
    send(tab, login="teacher@ashgrove.example", password="not the password")


def send_a_short_password(tab):
    send(tab, email="somebody@ashgrove.example", display_name="Somebody", password1="short")


def sign_up(tab, email="signs-up@ashgrove.example"):
    tab.goto("/account/signup/")
    send(tab, email=email, display_name="Somebody New", password1="a-long-and-quiet-sentence")


def be_sent_a_letter(tab):
    sign_up(tab, "gets-a-letter@ashgrove.example")
    tab.goto("/mail/")
    wait_for_letter(tab, "gets-a-letter@ashgrove.example")


def wait_for_letter(tab, to):
    letter = tab.locator(".letter").filter(has_text=to).first
    for _ in range(30):
        if letter.count():
            return letter.inner_text()
        tab.wait_for_timeout(500)
        tab.reload()
    raise AssertionError(f"no letter to {to}")


def ask_for_a_reset(tab, email="careful@ashgrove.example"):
    send(tab, email=email)


def give_the_code_of_a_reset(tab):
    email = "plain@ashgrove.example"
    ask_for_a_reset(tab, email)
    here = tab.url
    tab.goto("/mail/")
    code = re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", wait_for_letter(tab, email), re.M)[1]
    tab.goto(here)
    send(tab, code=code)


def sign_in_to_the_second_step(tab):
    send(tab, login="second-step@ashgrove.example", password=PASSWORD)


def send_it_empty(tab):
    tab.evaluate("for (const form of document.forms) form.noValidate = true")
    tab.locator("main form button.button--primary").first.click()
    tab.wait_for_load_state()


def check_nothing(tab):
    """A question sent without an answer; places in an order and groups come without one, too."""
    tab.get_by_role("button", name="Check my answer").click()
    expect(tab.locator("main .field__error").first).to_be_visible()


def answer_offline(tab):
    tab.context.set_offline(True)
    tab.get_by_role("button", name="Check my answer").click()
    expect(tab.locator("[data-saving][data-kept]")).to_contain_text("Saved on this device")


def meet_an_error(tab):
    """`Walk` answers with the page of an error: a sound server shows none."""
