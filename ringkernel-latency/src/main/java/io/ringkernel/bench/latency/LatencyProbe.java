// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver of messages calls for each of them. Costs a reading of the clock and some five nanoseconds; allocates
 * nothing. Used by one thread at a time, as the handlers of one kernel are.
 */
public final class LatencyProbe {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(LatencyProbe.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /* Written before the first message is sent, so whoever receives one sees it. */
    private @Nullable Timeline timeline;
    private long startNs;
    private long count;

    LatencyProbe() {}

    void begin(long nowNs, Timeline fresh) {
        startNs = nowNs;
        timeline = fresh;
    }

    /**
     * Counts a message, once for each that the rig's sender sent.
     *
     * @param stampNs that the rig gave to its sender
     * @throws IllegalArgumentException if no rig can have given that stamp since this one began
     * @throws IllegalStateException if the rig does not run yet
     */
    public void arrived(long stampNs) {
        long nowNs = System.nanoTime();
        Timeline known = timeline();
        if (stampNs - startNs < 0 || nowNs - stampNs < 0) {
            throw new IllegalArgumentException("stamp is not of this run: stampNs=" + stampNs + ", startNs=" + startNs
                    + ", nowNs=" + nowNs + "; let the message carry what the rig gave to its sender");
        }
        known.record(stampNs, nowNs - stampNs);
        COUNT.setRelease(this, count + 1);
    }

    /** {@return how many messages arrived so far, those of the warm-up included} */
    long count() {
        return (long) COUNT.getAcquire(this);
    }

    Timeline timeline() {
        Timeline known = timeline;
        if (known == null) {
            throw new IllegalStateException("rig does not run yet; only what its sender sends is to be counted");
        }
        return known;
    }
}
