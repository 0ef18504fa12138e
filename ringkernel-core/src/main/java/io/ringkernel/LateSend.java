// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One send that found no room at once: it goes to the held sends of its sender, or waits here, until its timeout, or until its message
 * or its request is of no use any more. Used by the thread that sends.
 */
abstract class LateSend {
    /*
     * A kernel that waits for room in the lane of another looks now and then whether anybody is left to make some: room that it
     * could have had, when it looked, may have gone to another sender.
     */
    private static final long LOOK_INTERVAL_NS = 10_000_000;

    private final Route route;
    private final Kernel target;
    private final SendOptions options;
    private final @Nullable HeldSends held;
    private final long startNs;
    private final long timeoutNs;
    private final long deadlineNs; // what the message had at first; or Nanos.ENDLESS if something else is sooner

    /**
     * Begins the time of a send.
     *
     * @param route          of the message
     * @param options        complete
     * @param requestId      of the request, or {@link Route#NO_REQUEST}
     * @param deadlineLeftNs of the message
     */
    LateSend(Route route, SendOptions options, long requestId, long deadlineLeftNs) {
        this.route = route;
        this.target = route.target;
        this.held = heldOfCaller();
        this.options = options;
        long sendNs = options.timeoutNs >= 0
                ? options.timeoutNs
                : Nanos.of(target.runtime.options().sendTimeout());
        long patientNs = sendNs;
        if (requestId != Route.NO_REQUEST) {
            RequestTable requests = target.runtime.requests;
            requests.noteWait(requestId);
            patientNs = Math.min(sendNs, requests.leftNs(requestId));
        }
        this.timeoutNs = Math.min(patientNs, deadlineLeftNs);
        this.deadlineNs = deadlineLeftNs < patientNs ? Math.max(0, deadlineLeftNs) : Nanos.ENDLESS;
        this.startNs = System.nanoTime(); // after it was seen what is left, or it would give up before that is over
    }

    /** {@return as {@link Route#attempt}} */
    abstract long attempt(SendOptions left);

    /** Puts the message with the held sends of its sender. {@return as {@link Route#attempt}} */
    abstract long hold(SendOptions left);

    /** {@return the length of the payload buffer that it needs, or 0} */
    abstract int spilledLength();

    /** Makes a dead letter of the message. */
    abstract void bury(Reason reason, RingKernelException e);

    /** Sends it as soon as there is room, after a first attempt. {@return the message id} */
    final long send(long first) {
        long result = first;
        try {
            while (true) {
                if (result == Lane.FULL && mayHold()) {
                    result = hold(options.after(waitedNs()));
                    if (Route.delivery(result).isAccepted()) {
                        return result;
                    }
                }
                check(Route.delivery(result));
                checkWorkers();
                await(Route.delivery(result));
                result = attempt(options.after(waitedNs()));
                if (Route.delivery(result).isAccepted()) {
                    return result;
                }
            }
        } catch (RingKernelException e) {
            target.rareCounts().refused.increment();
            bury(reasonOf(Route.delivery(result)), e);
            throw e;
        } finally {
            end();
        }
    }

    /* A handler may send as anybody does, past its context. */
    private @Nullable HeldSends heldOfCaller() {
        if (route.sender != null) {
            return route.sender.held;
        }
        Kernel caller = KernelThread.currentKernel();
        return caller != null && caller.reentry == null && caller.life.isRunBy(Thread.currentThread())
                ? caller.held
                : null;
    }

    /** {@return what an error says of the end of the patience, if that is the deadline of the message} */
    final String limit() {
        return deadlineNs == Nanos.ENDLESS ? "" : ", deadlineMs=" + deadlineNs / 1_000_000;
    }

    private long waitedNs() {
        return System.nanoTime() - startNs;
    }

    final long leftNs() {
        return timeoutNs - waitedNs();
    }

    private boolean isImpatient() {
        Backpressure policy = route.policy(options);
        return policy == Backpressure.REJECT || policy == Backpressure.DROP_NEWEST;
    }

    /** {@return whether the message may wait where it does not keep its handler waiting} */
    private boolean mayHold() {
        return !isImpatient() && leftNs() > 0 && route.sender != null && route.sender.held.hasRoom();
    }

    /** Checks that there is something to wait for. */
    private void check(Delivery delivery) {
        if (delivery == Delivery.CLOSED) {
            target.runtime.checkOpen();
            throw target.ended();
        }
        if (isImpatient()) {
            throw full(delivery, "");
        }
        if (target.isHeldUpBy(Thread.currentThread())) {
            throw full(
                    delivery,
                    (route.sender == null ? "" : ", held=" + route.sender.held.count())
                            + (target.life.isRunBy(Thread.currentThread())
                                    ? "; a kernel cannot wait for room in a lane that it drains itself"
                                    : "; a kernel cannot wait for room in a lane that its thread drains"));
        }
        if (leftNs() <= 0) {
            throw full(delivery, ", waitedMs=" + waitedNs() / 1_000_000 + limit());
        }
    }

    /** Checks that another worker can run while this one waits, if it is one. */
    private void checkWorkers() {
        if (!target.runtime.pool.mayWait()) {
            throw target.laneFull(
                    route.lane(options),
                    route.laneName(options),
                    ", spareWorkers=0; too many handlers wait: let them send through their context");
        }
    }

    /** Waits until another attempt may succeed, or there is nothing to wait for any more. */
    private void await(Delivery delivery) {
        Lane lane = delivery == Delivery.FULL ? route.lane(options) : null;
        String ring = held == null ? null : held.beginWait(target, lane);
        if (ring != null) {
            throw full(
                    delivery,
                    ", ring=" + ring
                            + "; each waits for room in the lane of the next: send less than comes in, or REJECT");
        }
        HandlerWait wait = route.sender == null ? target.runtime.beginWait() : target.runtime.beginWorkerWait();
        try {
            if (lane != null) {
                lane.awaitRoom(startNs + Math.min(timeoutNs, held == null ? timeoutNs : waitedNs() + LOOK_INTERVAL_NS));
            } else {
                target.runtime
                        .buffers()
                        .awaitRoom(
                                spilledLength(), leftNs(), () -> target.state().isAccepting());
            }
        } catch (InterruptedException e) {
            throw new InterruptedSendException("interrupted while waiting for room: kernel=" + target.id(), e);
        } finally {
            if (held != null) {
                held.pauseWait();
            }
            wait.end(false);
        }
        if (route.sender != null) {
            route.sender.held.sendAll();
        }
    }

    /** Ends the wait, whatever came of it. */
    private void end() {
        if (held != null && held.isAwaiting()) {
            held.endWait();
        }
    }

    private LaneFullException full(Delivery delivery, String more) {
        return delivery == Delivery.FULL
                ? target.laneFull(route.lane(options), route.laneName(options), more)
                : target.full("payload limit reached", route.laneName(options), more);
    }

    private static Reason reasonOf(Delivery refused) {
        return switch (refused) {
            case CLOSED -> Reason.TERMINATED;
            case NO_MEMORY -> Reason.NO_MEMORY;
            default -> Reason.LANE_FULL;
        };
    }
}
