"""Why a photograph is not taken in."""

from __future__ import annotations


class EvidenceError(Exception):
    """Something about a file is not right; the message says what to do."""

    status = 422


class NotAPhotographError(EvidenceError):
    """The file is not a JPEG or PNG picture that can be opened."""


class TooLargeError(EvidenceError):
    """The picture has more bytes or more pixels than a photograph needs."""

    status = 413


class OtherPhotographError(EvidenceError):
    """Another picture came before under the same reference."""

    status = 409


class NoSuchPhotographError(EvidenceError):
    """There is no such photograph on this case."""

    status = 404


class NotADocumentError(EvidenceError):
    """The file is neither a PDF nor a picture of a document."""


class NoSuchDocumentError(EvidenceError):
    """There is no such document on this case."""

    status = 404
