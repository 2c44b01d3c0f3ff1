from .certificate import FOLDER, Certificate
from .class_pack import ClassPack
from .codes import new_code, plain_code
from .look import CourseCertificate

__all__ = ["FOLDER", "Certificate", "ClassPack", "CourseCertificate", "new_code", "plain_code"]
