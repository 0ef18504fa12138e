// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

/**
 * What happened to the messages of one kernel so far. It always adds up: {@code accepted = handled + failed + expired +
 * duplicates + displaced + undelivered + waiting}.
 *
 * @param accepted     messages that were taken into a lane
 * @param handled      messages whose handler returned
 * @param failed       messages whose handler threw, or that could not be decoded
 * @param expired      messages whose deadline had passed when their turn came; not handled
 * @param duplicates   messages whose id was handled before, in a kernel that looks for that; not handled again
 * @param displaced    messages that were dropped for a newer one, by {@code Backpressure.DROP_OLDEST}
 * @param undelivered  messages that were left when the kernel ended
 * @param waiting      messages in the lanes, the one in hand and those put aside included, and those that were handled in the
 *     moment in which this was counted
 * @param refused      sends that were not accepted: full, closed; not part of the sum
 * @param dropped      messages that found no room, by {@code Backpressure.DROP_NEWEST}; not part of the sum
 * @param unanswered   replies that nobody was there to take: a late reply, a full outbox; not part of the sum
 * @param held         messages that its handlers sent, and that wait for room elsewhere; not part of the sum
 * @param queueing     time from publish to the start of the handler; a sample
 * @param handling     time in the handler; the same sample
 */
public record KernelCounters(
        long accepted,
        long handled,
        long failed,
        long expired,
        long duplicates,
        long displaced,
        long undelivered,
        long waiting,
        long refused,
        long dropped,
        long unanswered,
        long held,
        LatencySnapshot queueing,
        LatencySnapshot handling) {
    /** Of a kernel to which nothing happened yet. */
    public static final KernelCounters NONE =
            new KernelCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LatencySnapshot.EMPTY, LatencySnapshot.EMPTY);
}
