"""Editors find what they may change, and see a preview of it."""


def test_editors_find_quizzes_and_help_services(editor, sign_in):
    page = sign_in(editor).get("/cms/snippets/").content.decode()
    assert "Quizzes" in page
    assert "Help services" in page


def test_only_the_cms_may_be_framed_by_itself_and_run_its_inline_scripts(editor, sign_in, client):
    cms = sign_in(editor).get("/cms/")["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in cms
    assert "'unsafe-inline'" in cms
    outside = client.get("/help/")["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outside
    assert "unsafe" not in outside
