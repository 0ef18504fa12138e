// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.telemetry.LatencyRecorder;
import io.ringkernel.telemetry.LatencySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Knows all files: gives them out to the readers, the longest first, collects the digests, and says how far things are
 * whenever it is asked.
 *
 * <p>It has a thread of its own, so that a status request waits for no hashing: only for the message in hand, and for
 * the operating system to run the thread.
 */
@RingKernel(id = "aggregator", capacity = 4096, execution = Execution.DEDICATED)
final class Aggregator {
    /* What a reader has been given and not finished: enough to keep it busy, and little enough to share the rest well. */
    private static final long MOST_BYTES_GIVEN = 8L * 1024 * 1024;
    private static final long COST_OF_A_FILE = 8 * 1024;

    private final List<KernelRef<ReadRequest>> readers = new ArrayList<>();
    private final long[] given;
    private final CountDownLatch ended;
    private final List<FoundFile> files = new ArrayList<>();
    private final PriorityQueue<FoundFile> waiting =
            new PriorityQueue<>(Comparator.comparingLong(FoundFile::length).reversed());
    private final TreeMap<byte[], byte[]> lines = new TreeMap<>(Arrays::compareUnsigned);
    private final TreeMap<byte[], String> failures = new TreeMap<>(Arrays::compareUnsigned);
    private final LatencyRecorder latency = new LatencyRecorder();
    private long bytesFound;
    private long bytesHashed;
    private int filesEnded;
    private boolean walked;

    /** A file and which reader has it, if any. */
    private static final class FoundFile {
        private final int number;
        private final byte[] path;
        private final long length;
        private int reader;

        FoundFile(int number, byte[] path, long length) {
            this.number = number;
            this.path = path;
            this.length = length;
        }

        long length() {
            return length;
        }

        long cost() {
            return length + COST_OF_A_FILE;
        }
    }

    /**
     * @param readers number of readers, whose ids are reader-0, reader-1 …
     * @param ended   to count down when all files are hashed
     */
    Aggregator(int readers, CountDownLatch ended) {
        this.given = new long[readers];
        this.ended = ended;
    }

    @Handles
    void onFound(FileFound found, KernelContext context) {
        FoundFile file = new FoundFile(files.size(), found.path(), found.length());
        files.add(file);
        waiting.add(file);
        bytesFound += file.length;
        giveOut(context);
    }

    @Handles
    void onFolderFailed(FolderFailed failure) {
        failures.put(failure.path(), failure.reason());
    }

    @Handles
    void onWalkEnd(WalkEnd end) {
        walked = true;
        checkEnd();
    }

    @Handles
    void onHashed(HashReply reply, KernelContext context) {
        latency.record(System.nanoTime() - reply.sentNs());
        bytesHashed += reply.length();
        if (reply.digest().length > 0) {
            FoundFile file = files.get(reply.file());
            lines.put(file.path, DigestLine.of(reply.digest(), file.path));
            end(file, context);
        }
    }

    @Handles
    void onFailed(FileFailed failure, KernelContext context) {
        FoundFile file = files.get(failure.file());
        failures.put(file.path, failure.reason());
        if (failure.lost()) {
            end(file, context);
        }
    }

    @Handles
    StatusReply onStatus(StatusRequest request) {
        return status();
    }

    private void end(FoundFile file, KernelContext context) {
        filesEnded++;
        given[file.reader] -= file.cost();
        giveOut(context);
        checkEnd();
    }

    private void giveOut(KernelContext context) {
        while (!waiting.isEmpty()) {
            int reader = leastBusy();
            if (given[reader] >= MOST_BYTES_GIVEN) {
                return;
            }
            FoundFile file = waiting.remove();
            file.reader = reader;
            given[reader] += file.cost();
            reader(reader, context).send(new ReadRequest(file.number, file.path, file.length));
        }
    }

    private KernelRef<ReadRequest> reader(int number, KernelContext context) {
        while (readers.size() <= number) {
            readers.add(context.ref("reader-" + readers.size(), ReadRequest.class));
        }
        return readers.get(number);
    }

    private int leastBusy() {
        int least = 0;
        for (int i = 1; i < given.length; i++) {
            if (given[i] < given[least]) {
                least = i;
            }
        }
        return least;
    }

    private void checkEnd() {
        if (walked && filesEnded == files.size()) {
            ended.countDown();
        }
    }

    // ---- to be called when all has ended

    /** {@return how far things are} */
    StatusReply status() {
        return new StatusReply(files.size(), bytesFound, filesEnded, bytesHashed, failures.size(), walked);
    }

    /** {@return the digests, sorted by path} */
    Collection<byte[]> lines() {
        return lines.values();
    }

    /** {@return what could not be read, and why, sorted by path} */
    TreeMap<byte[], String> failures() {
        return failures;
    }

    /** {@return how long the hash requests took} */
    LatencySnapshot latency() {
        return latency.snapshot();
    }
}
