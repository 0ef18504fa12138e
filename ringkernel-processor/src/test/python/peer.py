# SPDX-License-Identifier: Apache-2.0
"""The other side of the tests: a Python program that knows msgpack and nothing of RingKernel.

Reads frames from the standard input and answers each: four bytes of length, one byte that says what to do, a msgpack map.
"""

import struct
import sys
import uuid

import msgpack


def echo(data):
    """Packs again what it has understood."""
    return msgpack.packb(msgpack.unpackb(data))


def describe(data):
    """Says what it has understood."""
    return "\n".join(f"{key} = {value!r}" for key, value in msgpack.unpackb(data).items()).encode()


def restore(value):
    """Makes UUIDs of the maps that stand for them in PyDotCompute."""
    if "__uuid_bin__" in value:
        return uuid.UUID(bytes=value["__uuid_bin__"])
    if "__uuid__" in value:
        return uuid.UUID(value["__uuid__"])
    return value


def wrap(value):
    """Makes maps of UUIDs, as PyDotCompute does."""
    if isinstance(value, uuid.UUID):
        return {"__uuid_bin__": value.bytes}
    raise TypeError(type(value).__name__)


def answer(data):
    """Answers a request as a kernel of PyDotCompute does."""
    request = msgpack.unpackb(data, object_hook=restore)
    assert request["__type__"] == "CalculateRequest", request
    assert isinstance(request["message_id"], uuid.UUID), request
    response = {
        "result": float(len(request["expression"])),
        "success": True,
        "error": None,
        "job_id": request["job_id"],
        "message_id": uuid.UUID(int=7),
        "priority": request["priority"],
        "correlation_id": request["message_id"],
        "__type__": "CalculateResponse",
    }
    return msgpack.packb(response, default=wrap)


ACTIONS = {b"e": echo, b"d": describe, b"a": answer}


def main():
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(5):
        length, action = struct.unpack(">Ic", head)
        reply = ACTIONS[action](source.read(length))
        target.write(struct.pack(">I", len(reply)) + reply)
        target.flush()


main()
