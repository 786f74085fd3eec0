"""Hooks of the API's fuzzer: owner tokens, limits of what a run leaves, and checks of our own.

Schemathesis loads this file by SCHEMATHESIS_HOOKS.
"""

import atexit
import json
import os
import re
from collections import Counter
from urllib.parse import urlsplit

import requests
import schemathesis
from schemathesis.core.failures import Failure

# Jobs of the run that are not deleted yet: unlimited, they would fill the queue of songs.
MAX_OPEN_JOBS = 20
STACK_TRACE = re.compile(r"\n\s+at .+:\d+|\n\s+File \".+\", line \d+|Traceback|node:internal")
# A finished song as `jobId:ownerToken`.
SONG = os.environ["FUZZ_SONG"]
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Headers of the connection and of the gateway, which no operation describes.
TRANSPORT_HEADERS = frozenset(
    {"connection", "content-length", "content-type", "date", "keep-alive", "transfer-encoding"}
    | {"apigw-requestid"}
)

CONDITIONS = ("if-match", "if-none-match")

open_jobs: dict[str, str] = {}
tokens: dict[str, str] = {}
statuses: Counter[str] = Counter()


@schemathesis.hook
def after_call(context, case, response) -> None:
    statuses[f"{case.operation.label} {response.status_code}"] += 1
    if case.operation.label == "POST /api/jobs" and response.status_code == 201:
        created = response.json()
        tokens[created["jobId"]] = open_jobs[created["jobId"]] = created["ownerToken"]
        address = urlsplit(response.request.url)
        origin = f"{address.scheme}://{address.netloc}"
        if len(open_jobs) == 1:
            atexit.register(delete_oldest, origin, 0)
        delete_oldest(origin, MAX_OPEN_JOBS)


def delete_oldest(origin: str, keep: int) -> None:
    while len(open_jobs) > keep:
        job_id = next(iter(open_jobs))
        headers = {"authorization": f"Bearer {open_jobs.pop(job_id)}"}
        requests.delete(f"{origin}/api/jobs/{job_id}", headers=headers, timeout=30)


@atexit.register
def write_summary() -> None:
    with open(os.environ["FUZZ_SUMMARY"], "w", encoding="utf-8") as file:
        json.dump(statuses, file)


@schemathesis.hook
def before_call(context, case, kwargs) -> None:
    """Saves the corrections of a song with a score: of other ids only the answers 404 and 409 are seen."""
    ids = case.path_parameters or {}
    is_of_song = case.operation.method.upper() == "PUT" and UUID.fullmatch(str(ids.get("jobId")))
    if is_of_song:
        ids["jobId"], token = SONG.split(":")
        case.headers["Authorization"] = f"Bearer {token}"
        # Without a valid condition the answer is 428, whatever is in the body.
        if sum(statuses.values()) % 2 == 0:
            for name in [name for name in case.headers if name.lower() in CONDITIONS]:
                del case.headers[name]
            case.headers["If-None-Match"] = "*"


@schemathesis.auth(refresh_interval=None).apply_to(method=["DELETE", "PUT"])
class OwnerToken:
    """The token of a job that this run has created."""

    def get(self, case, context):
        return tokens.get((case.path_parameters or {}).get("jobId"))

    def set(self, case, data, context) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.check
def no_stack_trace(ctx, response, case) -> None:
    if STACK_TRACE.search(response.text):
        raise Failure(operation=case.operation.label, title="A stack trace", message=response.text)


@schemathesis.check
def errors_are_problems(ctx, response, case) -> None:
    """Also for methods and paths that the document does not have."""
    if response.status_code < 400 or response.request.method in ("HEAD", "TRACE"):
        return
    # MiniStack answers OPTIONS itself; API Gateway sends it to the route for everything else.
    if response.request.method == "OPTIONS" and "CORS not configured" in response.text:
        return
    content_type = response.headers.get("content-type", [""])[0]
    if content_type != "application/problem+json":
        text = f"{response.status_code} {content_type}: {response.text[:300]}"
        raise Failure(operation=case.operation.label, title="No problem details", message=text)


@schemathesis.check
def only_documented_headers(ctx, response, case) -> None:
    documented = case.operation.definition.raw["responses"].get(str(response.status_code))
    if documented is None:
        return
    known = {name.lower() for name in documented.get("headers", {})} | TRANSPORT_HEADERS
    unknown = sorted(name for name in response.headers if name.lower() not in known)
    if unknown:
        text = f"{response.status_code}: {', '.join(unknown)}"
        raise Failure(operation=case.operation.label, title="Undocumented header", message=text)


@schemathesis.check
def deleted_jobs_are_empty(ctx, response, case) -> None:
    if case.operation.label != "GET /api/jobs/{jobId}" or response.status_code != 200:
        return
    view = response.json()
    ended = view["status"] in ("cancelled", "expired")
    if ended and set(view) != {"jobId", "createdAt", "status"}:
        text = json.dumps(view)
        raise Failure(operation=case.operation.label, title="A deleted song is visible", message=text)
