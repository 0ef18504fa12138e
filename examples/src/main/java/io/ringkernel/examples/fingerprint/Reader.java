// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.buffer.PayloadBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Reads files into payload buffers and hands them to its hasher, some way ahead of it but never too far: what is in
 * flight is bounded. It never waits for the hasher; an answer that comes back is what makes it read on.
 */
@RingKernel(id = "reader", capacity = 2 * Reader.MOST_IN_FLIGHT, execution = Execution.DEDICATED)
final class Reader {
    /** The most pieces that are with a hasher at one time. */
    static final int MOST_IN_FLIGHT = 2048;

    private static final int LONGEST_PIECE = 1024 * 1024;
    private static final int MOST_BYTES_IN_FLIGHT = 4 * LONGEST_PIECE;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String hasherId;
    private final int pieceLength;
    private final long mostBytes;
    private final ArrayDeque<ReadRequest> waiting = new ArrayDeque<>();
    private @Nullable KernelRef<HashRequest> hasher;
    private @Nullable OpenFile open;
    private int inFlight;
    private long bytesInFlight;

    /**
     * @param hasherId of the kernel that hashes what this one reads
     * @param memory   most bytes of payload this reader may have in use
     */
    Reader(String hasherId, long memory) {
        this.hasherId = hasherId;
        this.mostBytes = Math.min(MOST_BYTES_IN_FLIGHT, memory / 4); // a payload occupies up to twice its length
        this.pieceLength = (int) Math.min(LONGEST_PIECE, memory / 8);
    }

    @Handles
    void onRequest(ReadRequest request, KernelContext context) {
        waiting.add(request);
        readOn(context);
    }

    @Handles
    void onHashed(HashReply reply, KernelContext context) {
        inFlight--;
        bytesInFlight -= reply.length();
        context.send("aggregator", reply);
        readOn(context);
    }

    /** Reads until enough is in flight, then not before half of it has come back: many small steps cost more. */
    private void readOn(KernelContext context) {
        if (inFlight > MOST_IN_FLIGHT / 2 || bytesInFlight > mostBytes / 2) {
            return;
        }
        while (inFlight < MOST_IN_FLIGHT && bytesInFlight < mostBytes && !context.shouldTerminate()) {
            if (open == null && waiting.isEmpty()) {
                return;
            }
            readPiece(context);
        }
    }

    private void readPiece(KernelContext context) {
        OpenFile file = open;
        ReadRequest request = file == null ? waiting.remove() : file.request();
        try {
            file = file == null ? new OpenFile(request) : file;
            open = file;
            send(file, context);
            if (file.isAtEnd()) {
                finish(file, context);
            }
        } catch (IOException e) {
            context.send("aggregator", new FileFailed(request.file(), true, Reason.of(e)));
            open = null;
            if (file != null) {
                file.close();
            }
        }
    }

    private void send(OpenFile file, KernelContext context) throws IOException {
        PayloadBuffer piece = allocate(file.nextLength(pieceLength), context);
        long offset = file.offset();
        int length;
        try {
            length = file.read(piece.bytes());
        } catch (IOException e) {
            piece.free();
            throw e;
        }
        inFlight++;
        bytesInFlight += length;
        int number = file.request().file();
        context.send(hasher, new HashRequest(number, offset, piece.ref(), length, file.isAtEnd(), System.nanoTime()));
    }

    private static PayloadBuffer allocate(int length, KernelContext context) throws IOException {
        try {
            return context.buffers().allocate(length, PATIENCE);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private void finish(OpenFile file, KernelContext context) throws IOException {
        if (file.hasChanged()) {
            context.send("aggregator", new FileFailed(file.request().file(), false, "changed while it was read"));
        }
        open = null;
        file.close();
    }
}
