package com.example;

import io.ringkernel.annotation.RingKernel;

final class Stages {
    private Stages() {}

    @RingKernel(id = "parser")
    static Parsed parse(RawLine line) {
        return new Parsed(line.text().length());
    }

    @RingKernel(id = "printer")
    static void print(ParsedCodec.Reader parsed) {}
}
