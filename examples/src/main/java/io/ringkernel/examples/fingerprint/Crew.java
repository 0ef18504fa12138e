// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.SendOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The kernels of one run: one aggregator, one walker, and a reader with its hasher for each core. */
final class Crew {
    private static final SendOptions URGENT = SendOptions.priority(255);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KernelRuntime runtime;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Aggregator aggregator;
    private final KernelHandle aggregatorHandle;
    private final List<KernelHandle> readers = new ArrayList<>();
    private final List<KernelHandle> hashers = new ArrayList<>();
    private final KernelHandle walker;

    Crew(KernelRuntime runtime) {
        this.runtime = runtime;
        int pairs = runtime.options().workers();
        aggregator = new Aggregator(pairs, ended);
        aggregatorHandle = launch("aggregator", LaunchOptions.instance(aggregator));
        for (int i = 0; i < pairs; i++) {
            String hasher = "hasher-" + i;
            Reader reader = new Reader(hasher, runtime.buffers().limitBytes() / pairs);
            hashers.add(launch("hasher", LaunchOptions.DEFAULT.as(hasher)));
            readers.add(launch("reader", LaunchOptions.instance(reader).as("reader-" + i)));
        }
        walker = launch("walker", LaunchOptions.DEFAULT);
    }

    private KernelHandle launch(String id, LaunchOptions options) {
        return runtime.launch(id, options).activate();
    }

    void start(byte[] root) {
        runtime.send("walker", new Walk(root));
    }

    /** Waits for the end. {@return whether it has come} */
    boolean awaitEnd(long timeoutMs) throws InterruptedException {
        return ended.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Asks how far things are, before everything else that waits. */
    StatusReply status() {
        return runtime.call("aggregator", new StatusRequest(), StatusReply.class, TIMEOUT, URGENT);
    }

    /** Ends all before its time, in an order in which nobody sends to a kernel that has gone. */
    void stop() {
        walker.terminate();
        readers.forEach(KernelHandle::deactivate);
        hashers.forEach(hasher -> hasher.terminate(Duration.ZERO));
        readers.forEach(reader -> reader.terminate(Duration.ZERO));
        aggregatorHandle.terminate();
    }

    /** {@return the aggregator; to be read when all has ended} */
    Aggregator aggregator() {
        return aggregator;
    }

    /** {@return number of messages that all kernels have taken} */
    long messages() {
        long messages =
                aggregatorHandle.counters().accepted() + walker.counters().accepted();
        for (int i = 0; i < readers.size(); i++) {
            messages += readers.get(i).counters().accepted()
                    + hashers.get(i).counters().accepted();
        }
        return messages;
    }
}
