"""The certificate designs. A new one is a file here, its template, and a line in this list."""

from .path import PathDesign

DESIGNS = [PathDesign]
