from django.urls import path

from .views import certificates, children, coming_back, data, letters, saving, start

app_name = "families"
urlpatterns = [
    path("family/", start.start, name="start"),
    path("family/learn/", start.learn, name="learn"),
    path("family/now/", start.now, name="now"),
    path("family/talk/", start.talk, name="talk"),
    path("family/together/", start.together, name="together"),
    path("family/practise/", start.rehearsal, name="rehearsal"),
    path("family/practised/", start.rehearsed, name="rehearsed"),
    path("family/certificate/", certificates.certificate, name="certificate"),
    path("family/certificate/<slug:slug>/", certificates.course_certificate, name="course_certificate"),
    path("family/save/", saving.save, name="save"),
    path("family/save/code/", saving.code, name="code"),
    path("family/children/", children.children, name="children"),
    path("family/children/<int:pk>/", children.child, name="child"),
    path(
        "family/children/<int:pk>/certificate/<slug:slug>/",
        certificates.childs_certificate,
        name="childs_certificate",
    ),
    path("family/hand-over/", children.hand_over, name="hand_over"),
    path("family/back/", children.back, name="back"),
    path("family/data/", data.data, name="data"),
    path("family/come-back/", coming_back.come_back, name="come_back"),
    path("family/stop/<str:token>/", coming_back.stop, name="stop"),
    path("family/recap/<slug:name>/", coming_back.recap, name="recap"),
    path("family/letter/<str:code>/", letters.letter, name="letter"),
]
