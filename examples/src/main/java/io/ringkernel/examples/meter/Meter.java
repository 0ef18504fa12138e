// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.meter;

import io.ringkernel.Batch;
import io.ringkernel.BatchSendException;
import io.ringkernel.Delivery;
import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Many messages at once. A meter writes its readings where they are to lie, and publishes them together; what was written down
 * by hand goes as a list.
 */
public final class Meter {
    @Message(id = 0x1501)
    record Reading(long number, double watts) {}

    @RingKernel(id = "gauge", capacity = 64)
    static final class Gauge {
        private int count;
        private double highest;

        @Handles
        void read(Meter_ReadingCodec.Reader reading) {
            count++;
            highest = Math.max(highest, reading.watts());
            if (reading.number() % 100 == 99) {
                System.out.println(count + " readings, the highest of " + highest);
            }
        }
    }

    private Meter() {}

    /**
     * Reads a hundred times.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            KernelHandle handle = runtime.launch("gauge"); // not active yet: it takes messages, and they wait
            KernelRef<Reading> gauge = handle.ref(Reading.class);
            writeInPlace(gauge, 0, 40);
            List<Reading> late = offer(gauge, readings(40, 80));
            handle.activate();
            send(gauge, late);
            send(gauge, readings(80, 100));
        } // closing ends the kernel after it has handled what it has
    }

    private static void writeInPlace(KernelRef<Reading> gauge, long from, int count) {
        Batch batch = new Batch();
        Meter_ReadingCodec.Writer reading = new Meter_ReadingCodec.Writer();

        Delivery delivery = gauge.claim(batch, count);
        if (delivery.isAccepted()) {
            try (batch) {
                for (long number = from; batch.left() > 0; number++) {
                    reading.wrap(batch.buffer(), batch.offset()).number(number).watts(number % 17);
                    batch.add(reading.encodedLength());
                }
                batch.publish();
            }
        }
        System.out.println("written in place: " + delivery);
    }

    private static List<Reading> offer(KernelRef<Reading> gauge, List<Reading> readings) {
        int accepted = gauge.offerAll(readings);
        System.out.println("offered: " + accepted + " of " + readings.size());
        return readings.subList(accepted, readings.size());
    }

    private static void send(KernelRef<Reading> gauge, List<Reading> readings) {
        try {
            gauge.sendAll(readings);
        } catch (BatchSendException e) {
            System.out.println(e.index() + " were sent: " + e.getCause().getMessage());
        }
    }

    private static List<Reading> readings(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> new Reading(number, number % 17))
                .toList();
    }
}
