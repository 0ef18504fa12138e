// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Producers;
import io.ringkernel.annotation.RingKernel;

/** The consumers of {@link SendBenchmark}: they read every field of each message, and sum it. */
final class Desk {
    private Desk() {}

    /** Takes orders from any thread. */
    @RingKernel(id = "desk-multi", capacity = 4096, execution = Execution.DEDICATED, idle = Idle.BUSY_SPIN)
    static final class Multi {
        private final Checksum checksum;

        Multi(Checksum checksum) {
            this.checksum = checksum;
        }

        @Handles
        void order(OrderCodec.Reader order) {
            checksum.add(sum(order));
        }

        @Handles
        void full(FullOrderCodec.Reader order) {
            checksum.add(sum(order));
        }
    }

    /** Takes orders from one thread. */
    @RingKernel(
            id = "desk-single",
            capacity = 4096,
            execution = Execution.DEDICATED,
            idle = Idle.BUSY_SPIN,
            producers = Producers.SINGLE)
    static final class Single {
        private final Checksum checksum;

        Single(Checksum checksum) {
            this.checksum = checksum;
        }

        @Handles
        void order(OrderCodec.Reader order) {
            checksum.add(sum(order));
        }

        @Handles
        void full(FullOrderCodec.Reader order) {
            checksum.add(sum(order));
        }
    }

    private static long sum(OrderCodec.Reader order) {
        return order.side() + order.quantity() + (long) order.price();
    }

    private static long sum(FullOrderCodec.Reader order) {
        return order.idHi()
                + order.idLo()
                + order.correlationHi()
                + order.correlationLo()
                + order.side()
                + order.quantity()
                + (long) order.price();
    }
}
