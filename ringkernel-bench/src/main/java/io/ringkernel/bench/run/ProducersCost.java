// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.shape.Checksum;
import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Stream;
import io.ringkernel.bench.shape.Stream.Producer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What a message costs when several threads send to one consumer, by the run in the middle. The caller is one of them. */
final class ProducersCost implements Task {
    private static final int MESSAGES = 1 << 18; // of one run, by all producers together

    @Override
    public Map<String, Double> run(Arguments arguments, Path folder) {
        int count = (int) arguments.number("producers");
        Checksum checksum = new Checksum();
        ExecutorService others = Executors.newCachedThreadPool();
        try (Stream stream = arguments.constant(StreamSide.class, "side").start(checksum)) {
            Crowd crowd = new Crowd(stream, count, others, checksum);
            return Map.of("value", Runs.medianNs(arguments, crowd::run) / crowd.messages());
        } finally {
            others.shutdownNow();
        }
    }

    /** The producers of one stream, and what they have sent so far. */
    private static final class Crowd {
        private final List<Producer> producers;
        private final CyclicBarrier start;
        private final ExecutorService others;
        private final Checksum checksum;
        private final int each;
        private long sent;

        Crowd(Stream stream, int count, ExecutorService others, Checksum checksum) {
            this.producers =
                    IntStream.range(0, count).mapToObj(i -> stream.producer()).toList();
            this.start = new CyclicBarrier(count);
            this.others = others;
            this.checksum = checksum;
            this.each = MESSAGES / count;
        }

        long messages() {
            return (long) each * producers.size();
        }

        void run() {
            long first = sent;
            CompletableFuture<?>[] rest = IntStream.range(1, producers.size())
                    .mapToObj(i -> CompletableFuture.runAsync(() -> send(i, first), others))
                    .toArray(CompletableFuture<?>[]::new);
            send(0, first);
            CompletableFuture.allOf(rest).join();
            sent += messages();
            checksum.check(sent, Fields.sum(0, sent));
        }

        private void send(int index, long first) {
            Producer producer = producers.get(index);
            long from = first + (long) index * each;
            awaitOthers();
            for (long n = from; n < from + each; n++) {
                producer.send(n);
            }
        }

        private void awaitOthers() {
            try {
                start.await();
            } catch (Exception e) {
                throw new IllegalStateException("producers did not begin together: count=" + producers.size(), e);
            }
        }
    }
}
