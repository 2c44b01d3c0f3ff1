from django.urls import path

from . import views

app_name = "courses"
# The same paths as the pages have in Wagtail's tree, without its routing.
urlpatterns = [
    path("learn/", views.index, name="index"),
    path("learn/quiz/<uuid:key>/", views.quiz, name="quiz"),
    path("learn/<slug:course>/", views.course, name="course"),
    path("learn/<slug:course>/at-home/", views.take_up, name="take_up"),
    path("learn/<slug:course>/<slug:lesson>/", views.lesson, name="lesson"),
    path("learn/<slug:course>/<slug:lesson>/<int:number>/", views.step, name="step"),
    path("learn/<slug:course>/<slug:lesson>/quiz/", views.lesson_quiz, name="lesson_quiz"),
    path("learn/<slug:course>/<slug:lesson>/print/", views.lesson_print, name="lesson_print"),
    path("learn/<slug:course>/<slug:lesson>/mistake/", views.report_mistake, name="report_mistake"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
