// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer gives its bytes to: the first chooses the codec and whether it is a map, the second the version of the writer,
 * the others are the message. Started by {@code ./ringkernel fuzz --coverage}.
 */
public final class HostileInput {
    private static final int PREFIX_LENGTH = 2;
    private static final int SEEDS = 8;

    private static List<HostileTarget> targets;

    private HostileInput() {}

    /**
     * Compiles the golden messages, and writes valid ones where Jazzer looks for inputs to begin with.
     *
     * @throws Exception if that fails
     */
    public static void fuzzerInitialize() throws Exception {
        Hostility hostility = new Hostility(Hostility.codecs(Files.createTempDirectory("ringkernel-fuzz")), false);
        targets = hostility.targets();
        for (int i = 0; i < targets.size(); i++) {
            List<byte[]> valid = Hostility.valid(targets.get(i));
            for (int j = 0; j < Math.min(SEEDS, valid.size()); j++) {
                write(i, valid.get(j), Path.of(System.getProperty("ringkernel.fuzz.corpus"), "valid-" + i + "-" + j));
            }
        }
    }

    private static void write(int target, byte[] message, Path file) throws IOException {
        byte[] input = new byte[PREFIX_LENGTH + message.length];
        input[0] = (byte) target;
        input[1] = (byte) targets.get(target).codec().version();
        System.arraycopy(message, 0, input, PREFIX_LENGTH, message.length);
        Files.write(file, input);
    }

    /**
     * Reads one input.
     *
     * @param input of Jazzer
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length >= PREFIX_LENGTH) {
            HostileTarget target = targets.get((input[0] & 0xFF) % targets.size());
            byte[] message = Arrays.copyOfRange(input, PREFIX_LENGTH, input.length);
            target.check(message, message.length, input[1] & 0xFF);
        }
    }
}
