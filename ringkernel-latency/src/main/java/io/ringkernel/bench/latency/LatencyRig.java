// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.latency;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends messages at a fixed rate, and collects how long each of them was under way.
 *
 * <pre>{@code
 * LatencyRig rig = LatencyRig.atRate(100_000);
 * runtime.launch("desk", LaunchOptions.instance(new Desk(rig.probe()))).activate();
 * KernelRef<Tick> ticks = runtime.ref("desk", Tick.class);
 * LatencyReport report = rig.run(stampNs -> ticks.send(new Tick(stampNs, 3.5)));
 * System.out.println(report);
 * }</pre>
 *
 * <p>where the handler of a {@code Tick} calls {@code probe.arrived(tick.stampNs())}.
 *
 * <p>The rig is an open loop: each message has a moment at which it is due, whatever became of those before it, and its time
 * under way counts from that moment on. A system that stalls for a millisecond is charged for all the messages that were
 * due in it, those included that the sender could not send meanwhile. So nothing is to be corrected for coordinated
 * omission, neither here nor later.
 *
 * <p>The thread that calls {@link #run} sends, and spins until the next message is due: it takes a core. Nothing is
 * allocated while messages are under way. A rig serves one run.
 */
public final class LatencyRig {
    private static final long HIGHEST_RATE = 100_000_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long LEAST_GRACE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LEAD_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NS_PER_SECOND = 1e9;

    private final long rate;
    private final Duration warmUp;
    private final Duration duration;
    private final List<LatencyProbe> probes = new CopyOnWriteArrayList<>();
    private boolean started;

    private LatencyRig(long rate, Duration warmUp, Duration duration) {
        this.rate = rate;
        this.warmUp = warmUp;
        this.duration = duration;
    }

    /** Sends one message; what a rig calls at each moment at which one is due. */
    @FunctionalInterface
    public interface Sender {
        /**
         * Sends a message that carries the stamp. May wait for room: that time counts.
         *
         * @param stampNs when the message was due, as {@link System#nanoTime} counts
         */
        void send(long stampNs);
    }

    /**
     * Makes a rig that warms up for 5 s and measures for 10 s.
     *
     * @param messagesPerSecond 1 to 100,000,000
     * @return a rig
     * @throws IllegalArgumentException if the rate is out of range
     */
    public static LatencyRig atRate(long messagesPerSecond) {
        if (messagesPerSecond < 1 || messagesPerSecond > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "rate must be 1 to " + HIGHEST_RATE + " messages per second: rate=" + messagesPerSecond);
        }
        return new LatencyRig(messagesPerSecond, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /**
     * Sets for how long messages are sent at the same rate before any is counted: until the compiler is done.
     *
     * @param time zero to one hour
     * @return a rig without probes
     * @throws IllegalArgumentException if the time is out of range
     */
    public LatencyRig warmUp(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("warm-up must be zero to one hour: warmUp=" + time);
        }
        return new LatencyRig(rate, time, duration);
    }

    /**
     * Sets for how long messages are counted.
     *
     * @param time one millisecond to one hour
     * @return a rig without probes
     * @throws IllegalArgumentException if the time is out of range
     */
    public LatencyRig duration(Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("duration must be one millisecond to one hour: duration=" + time);
        }
        return new LatencyRig(rate, warmUp, time);
    }

    /**
     * Makes a probe for one receiver. Several receivers have one each; what they collect is added up.
     *
     * @return a probe, to be told of each message that arrives
     * @throws IllegalStateException if the rig has run already
     */
    public LatencyProbe probe() {
        checkFresh();
        LatencyProbe probe = new LatencyProbe();
        probes.add(probe);
        return probe;
    }

    /**
     * Sends on the calling thread until the time is over, and waits up to 10 s for what is under way then. What was due and could
     * not be sent yet is sent late, for as long again as messages are counted, or for 1 s if that is more; what is left after
     * that is not sent, and {@linkplain LatencyReport#unsent told of}.
     *
     * @param sender called for each message
     * @return what the probes collected
     * @throws IllegalStateException if the rig has run already, or has no probe
     */
    public LatencyReport run(Sender sender) {
        return run(sender, Thread::onSpinWait);
    }

    /**
     * Sends as {@link #run(Sender)} does, with something to do while no message is due: a load beside what is measured.
     *
     * @param sender    called for each message
     * @param meanwhile called again and again while none is due; whatever it takes makes the next message late, which counts
     * @return what the probes collected
     * @throws IllegalStateException if the rig has run already, or has no probe
     */
    public LatencyReport run(Sender sender, Runnable meanwhile) {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(meanwhile, "meanwhile");
        checkFresh();
        if (probes.isEmpty()) {
            throw new IllegalStateException("rig has no probe; give rig.probe() to the receiver, and call its arrived");
        }
        started = true;
        long startNs = System.nanoTime() + LEAD_NS;
        long fromNs = startNs + warmUp.toNanos();
        Timeline delays = new Timeline(fromNs, duration.toNanos());
        probes.forEach(probe -> probe.begin(startNs, new Timeline(fromNs, duration.toNanos())));
        long toNs = fromNs + duration.toNanos();
        long sent = send(sender, meanwhile, startNs, toNs, delays);
        long endNs = System.nanoTime();
        awaitArrival(sent);
        return new LatencyReport(
                rate,
                dueIn(toNs - dueNs(startNs, sent)),
                sent,
                arrived(),
                endNs - fromNs,
                delays,
                probes.stream().map(LatencyProbe::timeline).toList());
    }

    private void checkFresh() {
        if (started) {
            throw new IllegalStateException("rig has run already; make another one");
        }
    }

    /* Ends when all is sent that was due, or when as much time again is over: who is so late does not catch up. */
    private long send(Sender sender, Runnable meanwhile, long startNs, long endNs, Timeline delays) {
        long limitNs = endNs + Math.max(duration.toNanos(), LEAST_GRACE_NS);
        long sent = 0;
        long dueNs = startNs;
        long nowNs = startNs;
        while (dueNs - endNs < 0 && nowNs - limitNs < 0) {
            nowNs = System.nanoTime();
            while (nowNs - dueNs < 0) {
                meanwhile.run();
                nowNs = System.nanoTime();
            }
            delays.record(dueNs, nowNs - dueNs);
            sender.send(dueNs);
            sent++;
            dueNs = dueNs(startNs, sent);
        }
        return sent;
    }

    private long dueNs(long startNs, long number) {
        return startNs + (long) (number * (NS_PER_SECOND / rate));
    }

    /* {@return how many were due in so many nanoseconds more} */
    private long dueIn(long leftNs) {
        return leftNs <= 0 ? 0 : Math.max(1, Math.round(leftNs * (rate / NS_PER_SECOND)));
    }

    private void awaitArrival(long sent) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (arrived() < sent && System.nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(LEAD_NS);
        }
    }

    private long arrived() {
        return probes.stream().mapToLong(LatencyProbe::count).sum();
    }
}
