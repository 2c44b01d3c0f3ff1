from django.urls import path

from . import views

app_name = "quizzes"
urlpatterns = [
    path("quiz/<int:attempt>/<int:number>/", views.question, name="question"),
    path("quiz/<int:attempt>/", views.attempt, name="attempt"),
    path("quiz/<int:attempt>/check/", views.check, name="check"),
    path("quiz/<int:attempt>/result/", views.result, name="result"),
]
