"""ASGI middleware that authorizes requests to MiniStack: only this start of My Pitch and its own pages.

MiniStack itself checks no credentials, allows every origin, and runs code that is posted to it. Without
this gate every web page in a browser and every user of this machine could use it.
"""

import hmac
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import signatures
from form_fields import FIELDS_LIMIT_BYTES, read_fields
from keeper import Keeper
from ministack.core.concurrency import esm_wake

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SECRET_HEADER = "x-my-pitch-secret"
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
# CloudFormation gives each custom resource a URL whose random suffix grants access.
CUSTOM_RESOURCE_ANSWER = re.compile(r"^/_ministack/cfn-response/[0-9a-f-]{32,}$")
BUCKET_PATH = re.compile(r"^/[a-z0-9.-]{3,63}/?$")
# The one stage of the WebSocket API; also defined in `shared/socket.ts`.
SOCKET_PATH = re.compile(r"^/_aws/execute-api/[a-z0-9]+/live$")
UNHASHED_BODY_LIMIT_BYTES = 16 * 1024 * 1024
# Headers that a browser sends with a link or a form and that S3 evaluates. All others are removed because
# MiniStack selects the service by headers: a link to a song could otherwise reach every service.
BROWSER_HEADERS = frozenset(
    {b"host", b"range", b"content-type", b"content-length", b"transfer-encoding", b"expect"}
    | {b"if-match", b"if-none-match", b"if-modified-since", b"if-unmodified-since", b"if-range"}
)


@dataclass(frozen=True)
class Access:
    """Who may reach MiniStack."""

    secret: str
    """Known only to the processes of this start."""
    web_origins: frozenset[str]
    """Origins of the pages: the only origins allowed in requests from a browser."""


class Gate:
    """Wraps MiniStack's ASGI application."""

    def __init__(self, app: App, access: Access, keeper: Keeper) -> None:
        self._app = app
        self._access = access
        self._keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = _headers_of(scope)
        if scope["type"] != "http":
            if self._may_open_socket(scope, headers):
                return await self._app(scope, receive, send)
            return await send({"type": "websocket.close", "code": 1008})
        origin = headers.get("origin")
        reason = self._refusal_of(headers, origin)
        if reason is not None:
            return await _refuse(send, reason)
        if scope["method"] == "OPTIONS" and origin is not None:
            return await _answer_preflight(send, origin, headers)
        body = BufferedBody(receive)
        if await self._is_link_or_form(scope, headers, body):
            kept = [(name, value) for name, value in scope["headers"] if name in BROWSER_HEADERS]
            scope = {**scope, "headers": kept}
        elif not await self._is_from_program(scope, headers, body):
            # Read the whole body first; otherwise the client would see a broken connection instead of
            # the response.
            await body.drain()
            return await _refuse(send, "This request is not signed by My Pitch.")
        is_from_page = SECRET_HEADER in headers or "authorization" not in headers
        await self._forward(scope, body, _with_cors(send, origin), is_from_page)

    async def _forward(
        self, scope: Scope, body: "BufferedBody", send: Send, is_from_page: bool
    ) -> None:
        if scope["method"] in ("GET", "HEAD"):
            return await self._app(scope, body.replay, send)
        # By itself MiniStack looks only once a second for messages that a function should get.
        if not is_from_page:
            await self._app(scope, body.replay, send)
            esm_wake.set()
            return self._keeper.mark_changed()
        answer: list[Message] = []

        async def hold(message: Message) -> None:
            answer.append(message)

        await self._app(scope, body.replay, hold)
        esm_wake.set()
        if _is_refusal(answer):
            self._keeper.mark_changed()
        else:
            # Confirm an upload to a page only once the state is on disk.
            await self._keeper.flush()
        for message in answer:
            await send(message)

    def _may_open_socket(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Only our web server opens WebSockets, for the pages; it knows the secret."""
        is_ours = self._refusal_of(headers, headers.get("origin")) is None
        return is_ours and SOCKET_PATH.match(scope["path"]) is not None and self._has_secret(headers)

    def _has_secret(self, headers: dict[str, str]) -> bool:
        return hmac.compare_digest(
            headers.get(SECRET_HEADER, "").encode(), self._access.secret.encode()
        )

    def _refusal_of(self, headers: dict[str, str], origin: str | None) -> str | None:
        host = headers.get("host", "").rsplit(":", 1)[0]
        if host not in OWN_HOSTS:
            return "Unknown host name."
        if origin is not None and origin not in self._access.web_origins:
            return "Requests from other origins are not allowed."
        return None

    async def _is_from_program(
        self, scope: Scope, headers: dict[str, str], body: "BufferedBody"
    ) -> bool:
        """Whether one of our programs sent it: it knows the secret or has a custom resource's URL."""
        method, path = scope["method"], scope["path"]
        if self._has_secret(headers):
            return True
        if method == "PUT" and CUSTOM_RESOURCE_ANSWER.match(path):
            return "origin" not in headers
        unhashed = "x-amz-content-sha256" not in headers
        content = await body.peek(UNHASHED_BODY_LIMIT_BYTES) if unhashed else b""
        raw_path, query = _target_of(scope)
        return signatures.is_signed_by_header(method, raw_path, query, headers, content)

    async def _is_link_or_form(
        self, scope: Scope, headers: dict[str, str], body: "BufferedBody"
    ) -> bool:
        """Whether it is a link or a form that was signed by one of our functions."""
        method = scope["method"]
        if "authorization" in headers or SECRET_HEADER in headers:
            return False
        if method in ("GET", "HEAD"):
            raw_path, query = _target_of(scope)
            return signatures.is_presigned(method, raw_path, query, headers)
        if method == "POST" and BUCKET_PATH.match(scope["path"]):
            head = await body.peek(FIELDS_LIMIT_BYTES)
            return signatures.is_signed_form(read_fields(headers.get("content-type", ""), head))
        return False


class BufferedBody:
    """A request's body whose beginning can be read before it is forwarded."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._read: list[Message] = []

    async def peek(self, limit_bytes: int) -> bytes:
        """The body's first bytes: all of it, or at least `limit_bytes`."""
        while self._has_more() and sum(len(part) for part in self._parts()) < limit_bytes:
            self._read.append(await self._receive())
        return b"".join(self._parts())

    async def drain(self) -> None:
        """Reads and discards the remainder."""
        while self._has_more():
            self._read = [await self._receive()]

    async def replay(self) -> Message:
        """The `receive` callable of the wrapped application."""
        return self._read.pop(0) if self._read else await self._receive()

    def _has_more(self) -> bool:
        """Whether unread parts remain: false after the last part or a disconnect."""
        last = self._read[-1] if self._read else {"type": "http.request", "more_body": True}
        return last["type"] == "http.request" and last.get("more_body", False)

    def _parts(self) -> list[bytes]:
        return [message.get("body", b"") for message in self._read]


def _target_of(scope: Scope) -> tuple[str, dict[str, list[str]]]:
    """The raw path and the parsed query."""
    raw_path = scope.get("raw_path") or scope["path"].encode()
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return raw_path.decode("latin-1"), query


def _headers_of(scope: Scope) -> dict[str, str]:
    """By lower-case name; repeated fields are joined with a comma (RFC 9110, section 5.2)."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _is_refusal(answer: list[Message]) -> bool:
    return any(message.get("status", 0) >= 400 for message in answer)


async def _refuse(send: Send, reason: str) -> None:
    body = json.dumps({"message": reason}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _answer_preflight(send: Send, origin: str, headers: dict[str, str]) -> None:
    asked = headers.get("access-control-request-headers", "")
    answer = [
        *_cors_headers(origin),
        (b"access-control-allow-methods", b"GET, HEAD, POST"),
        (b"access-control-allow-headers", asked.encode("latin-1")),
        (b"access-control-max-age", b"3600"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": answer})
    await send({"type": "http.response.body", "body": b""})


def _with_cors(send: Send, origin: str | None) -> Send:
    """Replaces MiniStack's CORS headers, which allow every origin."""

    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", [])
                if not name.lower().startswith(b"access-control-")
            ]
            own = _cors_headers(origin) if origin is not None else []
            message = {**message, "headers": [*kept, *own]}
        await send(message)

    return answer


def _cors_headers(origin: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-expose-headers", b"Accept-Ranges, Content-Length, Content-Range, ETag"),
        (b"vary", b"Origin"),
    ]
