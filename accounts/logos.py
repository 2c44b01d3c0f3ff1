"""A school's logo. What is uploaded is read as a picture and drawn anew, small; nothing else of it is kept.

So there is no script in it, no place where it was taken, and no name of whoever made it.
"""

import hashlib
import io

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

FOLDER = "logos/"
FORMATS = ["PNG", "JPEG", "WEBP"]  # never SVG, which may hold a script
MOST_BYTES, MOST_PIXELS = 1_000_000, 8_000_000
SIDE = 600  # pixels: sharp at five centimetres on paper


class NotALogo(ValueError):
    """In a sentence: what is wrong with the file, and what to do."""


def redrawn(upload):
    """The picture as a small PNG of pixels alone."""
    from PIL import Image, ImageOps

    if upload.size > MOST_BYTES:
        raise NotALogo(_("This file is larger than 1 MB. Please save the logo smaller."))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:  # read from its head, before anything is unpacked
                raise NotALogo(_("This picture has more than 8 million pixels. Please save the logo smaller."))
            picture = ImageOps.exif_transpose(image).convert("RGBA")
    except NotALogo:
        raise
    except Exception as error:  # a decoder fails in many ways on what is not a whole picture
        raise NotALogo(_("We can’t read this file. Please save the logo as PNG, JPEG or WebP.")) from error
    picture.thumbnail((SIDE, SIDE))
    bare = Image.frombytes("RGBA", picture.size, picture.tobytes())
    png = io.BytesIO()
    bare.save(png, "PNG", optimize=True)
    return png.getvalue()


def keep(png):
    """Store a redrawn logo under the name of its content, once, and return that name.

    It stays when the school takes another, as long as a certificate that was given with it names it.
    """
    name = f"{FOLDER}{hashlib.sha256(png).hexdigest()}.png"
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(png))
