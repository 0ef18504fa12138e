// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.ringkernel.bench.shape.Waiting;

/**
 * Aeron within one process: a driver on one thread of its own, which backs off when it has nothing to do, and a client,
 * whose conductor has another thread and sleeps for most of the time. Both want to run now and then.
 */
final class EmbeddedAeron implements AutoCloseable {
    private static final String CHANNEL = "aeron:ipc?term-length=1m";

    private final MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED)
            .termBufferSparseFile(false)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
    private final Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));

    Subscription subscription(int stream) {
        return aeron.addSubscription(CHANNEL, stream);
    }

    ExclusivePublication publication(int stream) {
        ExclusivePublication publication = aeron.addExclusivePublication(CHANNEL, stream);
        while (!publication.isConnected()) {
            Waiting.forRoom();
        }
        return publication;
    }

    @Override
    public void close() {
        aeron.close();
        driver.close();
    }
}
