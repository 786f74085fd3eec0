"""Parses the fields before the file in a browser's upload form."""

import re
from email.message import Message

# Our forms have about 2 KB of fields.
FIELDS_LIMIT_BYTES = 64 * 1024


def read_fields(content_type: str, head: bytes) -> dict[str, str]:
    """The form's fields by lower-case name, up to the field `file`; empty for any other body.

    `head` is the beginning of a multipart/form-data body (RFC 7578).
    """
    boundary = _boundary_of(content_type)
    if boundary is None:
        return {}
    fields: dict[str, str] = {}
    for part in head.split(b"--" + boundary)[1:]:
        part_head, separator, value = part.partition(b"\r\n\r\n")
        name = _name_of(part_head)
        if name is None or not separator or name == "file":
            break
        fields[name] = value.removesuffix(b"\r\n").decode("utf-8", "replace")
    return fields


def _boundary_of(content_type: str) -> bytes | None:
    header = Message()
    header["content-type"] = content_type
    if header.get_content_type() != "multipart/form-data":
        return None
    boundary = header.get_boundary()
    return boundary.encode("latin-1", "replace") if boundary else None


def _name_of(part_head: bytes) -> str | None:
    found = re.search(rb'\bname="([^"]*)"', part_head)
    return found.group(1).decode("utf-8", "replace").lower() if found else None
