from django.urls import path

from .views import children, coming_back, data, letters, saving, start

app_name = "families"
urlpatterns = [
    path("family/", start.start, name="start"),
    path("family/learn/", start.learn, name="learn"),
    path("family/now/", start.now, name="now"),
    path("family/talk/", start.talk, name="talk"),
    path("family/together/", start.together, name="together"),
    path("family/practise/", start.rehearsal, name="rehearsal"),
    path("family/practised/", start.rehearsed, name="rehearsed"),
    path("family/certificate/", start.certificate, name="certificate"),
    path("family/save/", saving.save, name="save"),
    path("family/save/code/", saving.code, name="code"),
    path("family/children/", children.children, name="children"),
    path("family/children/<int:pk>/", children.child, name="child"),
    path("family/hand-over/", children.hand_over, name="hand_over"),
    path("family/back/", children.back, name="back"),
    path("family/data/", data.data, name="data"),
    path("family/come-back/", coming_back.come_back, name="come_back"),
    path("family/stop/<str:token>/", coming_back.stop, name="stop"),
    path("family/recap/<slug:name>/", coming_back.recap, name="recap"),
    path("family/letter/<str:code>/", letters.letter, name="letter"),
]
