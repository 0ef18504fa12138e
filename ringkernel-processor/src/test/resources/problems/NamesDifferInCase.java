package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;

@Message(id = 1)
record NamesDifferInCase(int x) {} // note: [NamesDifferInCase] the class generated for 'NamesDifferInCase' is named NamesDifferInCaseCodec, and a class in the sources is named NamesDifferInCasecodec, which differs in the case of letters only. Where the case of a file name does not count, as on Windows and macOS, one file replaces the other: rename one of the two.

class NamesDifferInCasecodec {}

final class Stages {
    @RingKernel(id = "a")
    static void readAll(NamesDifferInCase message) {}

    @RingKernel(id = "b")
    static void readall(NamesDifferInCase message) {} // note: [NamesDifferInCase] the class generated for 'Stages.readall' is named StagesReadallDispatcher, and the one for 'Stages.readAll' is named StagesReadAllDispatcher, which differs in the case of letters only. Where the case of a file name does not count, as on Windows and macOS, one file replaces the other: rename one of the two.
}
