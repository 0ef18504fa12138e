package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1, version = 0) // error: [VersionOutOfRange] the version of 'VersionOutOfRange' is 0. A version is 1 to 65535.
record VersionOutOfRange(int x) {}

@Message(id = 2, version = 65_536) // error: [VersionOutOfRange] the version of 'TooNew' is 65536. A version is 1 to 65535.
record TooNew(int x) {}
