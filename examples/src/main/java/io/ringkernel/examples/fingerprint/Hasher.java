// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.buffer.PayloadBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Answers with SHA-256, one file after the other, piece by piece. Every hasher serves one reader. */
@RingKernel(id = "hasher", capacity = 2 * Reader.MOST_IN_FLIGHT, execution = Execution.DEDICATED)
final class Hasher {
    private static final byte[] NOT_YET = {};
    private static final int STEP_LENGTH = 16 * 1024;
    private static final int WARM_UP_STEPS = 80;

    private final MessageDigest sha256 = sha256();
    private final byte[] step = new byte[STEP_LENGTH]; // MessageDigest wants an array: a short one stays in the cache

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Hashes until the JVM has compiled how: in the time in which the rest of the program starts, this costs nothing. */
    static void warmUp() {
        MessageDigest sha256 = sha256();
        byte[] step = new byte[STEP_LENGTH];
        for (int i = 0; i < WARM_UP_STEPS; i++) {
            sha256.update(step);
        }
    }

    @Handles
    HashReply onPiece(HashRequest request, KernelContext context) {
        if (request.offset() == 0) {
            sha256.reset(); // the file before may have ended in a failure
        }
        PayloadBuffer piece = context.buffers().open(request.piece());
        for (int i = 0; i < request.length(); i += step.length) {
            int length = Math.min(step.length, request.length() - i);
            piece.bytes().getBytes(i, step, 0, length);
            sha256.update(step, 0, length);
        }
        piece.free();
        byte[] digest = request.last() ? sha256.digest() : NOT_YET;
        return new HashReply(request.file(), request.length(), request.sentNs(), digest);
    }
}
