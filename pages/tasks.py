from celery import shared_task

from . import mail


@shared_task
def send_mail_due():
    mail.send_due()
