"""Verifies that a request was signed with a secret key known to this MiniStack.

Signature Version 4: AWS General Reference, "Signing AWS API requests". MiniStack can compute
signatures but requires them only with its full IAM emulation.
"""

import re
from collections.abc import Mapping

from ministack.core import sigv4
from ministack.core.iam_evaluator import CredentialResolutionError, resolve_credential

ACCOUNT_ID = "000000000000"

QueryParams = Mapping[str, list[str]]


def is_signed_by_header(
    method: str, raw_path: str, query: QueryParams, headers: Mapping[str, str], body: bytes
) -> bool:
    """Whether the Authorization header is a valid signature, at most a few minutes old.

    `body` is used only without an x-amz-content-sha256 header. The hash in that header is not compared
    with the body: it is covered by the signature, which needs the secret key.
    """
    if not headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
        return False
    signature = sigv4.parse_header_signature(headers)
    if isinstance(signature, tuple) or sigv4.request_time_failure(signature):
        return False
    return _matches(signature, method, raw_path, query, headers, body, presigned=False)


def is_presigned(
    method: str, raw_path: str, query: QueryParams, headers: Mapping[str, str]
) -> bool:
    """Whether the query string holds a valid signature of an S3 link that has not expired."""
    signature = sigv4.parse_query_signature(query)
    if isinstance(signature, tuple) or signature.service != "s3":
        return False
    try:
        expires = query.get("X-Amz-Expires", [""])[0]
        if sigv4.presigned_request_is_expired(signature.amz_date, expires):
            return False
    except ValueError:
        return False
    return _matches(signature, method, raw_path, query, headers, b"", presigned=True)


def is_signed_form(fields: Mapping[str, str]) -> bool:
    """Whether a browser's upload form carries a policy with a valid signature.

    MiniStack checks the policy's conditions and expiration. `fields` has lower-case names.
    """
    scope = fields.get("x-amz-credential", "").split("/")
    provided = fields.get("x-amz-signature", "")
    if len(scope) != 5 or not re.fullmatch(r"[0-9a-f]{64}", provided):
        return False
    access_key_id, date_stamp, region, service, _ = scope
    secret = _secret_of(access_key_id)
    if secret is None or service != "s3":
        return False
    policy = fields.get("policy", "")
    computed = sigv4.calculate_signature(secret, date_stamp, region, service, policy)
    return sigv4.signatures_match(computed, provided)


def _matches(
    signature: sigv4.HeaderSignature,
    method: str,
    raw_path: str,
    query: QueryParams,
    headers: Mapping[str, str],
    body: bytes,
    *,
    presigned: bool,
) -> bool:
    # Our clients always sign the host and the current date.
    if "host" not in signature.signed_headers.split(";"):
        return False
    if signature.date_stamp != signature.amz_date[:8]:
        return False
    secret = _secret_of(signature.access_key_id)
    if secret is None:
        return False
    _, string_to_sign = sigv4.header_signing_documents(
        signature, method, raw_path, query, headers, body, presigned=presigned
    )
    computed = sigv4.calculate_signature(
        secret, signature.date_stamp, signature.region, signature.service, string_to_sign
    )
    return sigv4.signatures_match(computed, signature.signature)


def _secret_of(access_key_id: str) -> str | None:
    """The secret of this start's key, of a function's key, or of a session created with one of them."""
    found = resolve_credential(access_key_id, ACCOUNT_ID)
    if isinstance(found, CredentialResolutionError):
        return None
    return found.secret_access_key


