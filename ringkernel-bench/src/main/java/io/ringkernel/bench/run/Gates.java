// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import io.ringkernel.bench.LanesBenchmark;
import io.ringkernel.bench.RequestBenchmark;
import io.ringkernel.bench.RequestSide;
import io.ringkernel.bench.StreamBenchmark;
import io.ringkernel.bench.StreamSide;
import io.ringkernel.bench.codec.CodecBenchmark;
import io.ringkernel.bench.report.Figure;
import io.ringkernel.bench.report.Numbers;
import io.ringkernel.bench.run.JmhTrial.Statistic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A short set of ratios that hold with room to spare, so that speed cannot rot unseen. A side is judged by the best of its
 * rounds, as others on the machine make it slower, never faster; a gate is passed in the first round that passes it, and
 * missed after the third. Where what goes from core to core takes several times as long in one fork as in another, forks are
 * compared that had about the same T, if both sides have some: a gate is missed when each side has three of them, or after the
 * eighth round. On a machine that others use meanwhile a gate that was missed is not judged.
 */
public final class Gates {
    private static final int ROUNDS = 3;
    private static final int MOST_ROUNDS = 8; // while too little can be compared
    private static final double MOST_FOREIGN = 0.1;
    private static final double MOST_STOLEN = 0.02;
    private static final double MOST_BYTES = 1;

    /** What became of a gate. */
    enum Verdict {
        /** The ratio is within its limit. */
        PASSED("passed"),
        /** It is not, in any round. */
        MISSED("MISSED"),
        /** It is not, but others used the machine. */
        NOT_JUDGED("not judged: others use the machine");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /**
     * One gate.
     *
     * @param name  of it
     * @param ours  is measured
     * @param peer  is measured beside it; null if the bytes allocated per operation count
     * @param limit of the ratio of the costs, or of the bytes
     * @param threads that want to run on each side: what one does has nothing to do with T
     */
    record Gate(String name, Trial ours, @Nullable Trial peer, double limit, int threads) {}

    private static final List<Gate> ALL = List.of(
            new Gate(
                    "send and handle beside the Disruptor, any number of producers",
                    stream(StreamSide.RINGKERNEL_MULTI),
                    stream(StreamSide.DISRUPTOR_MULTI),
                    2.5,
                    2),
            new Gate(
                    "send and handle beside the Disruptor, one producer",
                    stream(StreamSide.RINGKERNEL_SINGLE),
                    stream(StreamSide.DISRUPTOR_SINGLE),
                    5,
                    2),
            new Gate("bytes per message", stream(StreamSide.RINGKERNEL_MULTI), null, MOST_BYTES, 2),
            new Gate("encode a trade beside SBE", codec("encode", "FLYWEIGHT"), codec("encode", "SBE"), 1.05, 1),
            new Gate("decode a trade beside SBE", codec("decode", "FLYWEIGHT"), codec("decode", "SBE"), 1.05, 1),
            new Gate("5 lanes, 4 idle, beside 1", lanes("true"), lanes("false"), 1.6, 2),
            new Gate(
                    "request beside Pekko's ask",
                    request(RequestSide.RINGKERNEL_IN_PLACE),
                    request(RequestSide.PEKKO),
                    1,
                    2));

    private final PrintStream out;

    /**
     * Prepares.
     *
     * @param out for what became of each gate
     */
    public Gates(PrintStream out) {
        this.out = out;
    }

    private static Trial stream(StreamSide side) {
        return new JmhTrial(StreamBenchmark.class, "send", Map.of("side", side.name()), Statistic.FASTEST_TENTH);
    }

    private static Trial codec(String operation, String codec) {
        return new JmhTrial(
                CodecBenchmark.class, operation, Map.of("messages", "TRADE", "codec", codec), Statistic.FASTEST_TENTH);
    }

    private static Trial lanes(String all) {
        return new JmhTrial(LanesBenchmark.class, "send", Map.of("all", all), Statistic.FASTEST_TENTH);
    }

    private static Trial request(RequestSide side) {
        return new JmhTrial(RequestBenchmark.class, "spinning", Map.of("side", side.name()), Statistic.FASTEST_TENTH);
    }

    /**
     * Judges all gates.
     *
     * @param jdk on which the forks run
     * @return whether none was missed
     * @throws IOException if a fork failed
     */
    public boolean judge(Jdk jdk) throws IOException {
        Session session = new Session(Effort.GATE, jdk, Path.of(""), out); // gates leave no files
        Interruption interruption = new Interruption(session, word -> {});
        boolean passed = judge(ALL, session, out);
        interruption.cancel();
        return passed;
    }

    static boolean judge(List<Gate> gates, Session session, PrintStream out) throws IOException {
        out.printf("%-64s %8s %8s %7s%n", "gate", "ratio", "limit", "rounds");
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Gate gate : gates) {
            counts.merge(judge(gate, session, out), 1, Integer::sum);
        }
        int missed = counts.getOrDefault(Verdict.MISSED, 0);
        out.printf(
                "%d passed, %s%d not judged%n",
                counts.getOrDefault(Verdict.PASSED, 0),
                missed == 0 ? "" : missed + " missed, ",
                counts.getOrDefault(Verdict.NOT_JUDGED, 0));
        return missed == 0;
    }

    static Verdict judge(Gate gate, Session session, PrintStream out) throws IOException {
        Machine.Ticks before = Machine.ticks();
        List<Outcome> ours = new ArrayList<>();
        List<Outcome> theirs = new ArrayList<>();
        double ratio = Double.MAX_VALUE;
        int round = 0;
        while (ratio > gate.limit() && round < (isEnough(gate, ours, theirs) ? ROUNDS : MOST_ROUNDS)) {
            round++;
            Outcome outcome = gate.ours().run(session, "gate");
            Trial peer = gate.peer();
            if (peer == null) {
                ratio = Math.min(ratio, outcome.bytes());
            } else {
                ours.add(outcome);
                theirs.add(peer.run(session, "gate"));
                double transferNs = commonTransferNs(gate, ours, theirs).orElse(Double.NaN);
                ratio = best(ours, transferNs) / best(theirs, transferNs);
            }
        }
        Verdict verdict = ratio <= gate.limit()
                ? Verdict.PASSED
                : isQuiet(before, Machine.ticks()) ? Verdict.MISSED : Verdict.NOT_JUDGED;
        out.printf(
                Locale.ROOT,
                "%-64s %8s %8s %7d  %s%n",
                gate.name(),
                Numbers.threeDigits(ratio),
                Numbers.threeDigits(gate.limit()),
                round,
                verdict.text);
        return verdict;
    }

    /* {@return whether each side has had its rounds at the T at which they are compared} */
    private static boolean isEnough(Gate gate, List<Outcome> ours, List<Outcome> theirs) {
        OptionalDouble transferNs = commonTransferNs(gate, ours, theirs);
        return gate.peer() == null
                || gate.threads() == 1
                || transferNs.isPresent()
                        && countAt(ours, transferNs.getAsDouble()) >= ROUNDS
                        && countAt(theirs, transferNs.getAsDouble()) >= ROUNDS;
    }

    private static long countAt(List<Outcome> outcomes, double transferNs) {
        return outcomes.stream()
                .filter(outcome -> Figure.isOneRhythm(outcome.transferNs(), transferNs))
                .count();
    }

    /* {@return the least T that a fork of each side had about} */
    private static OptionalDouble commonTransferNs(Gate gate, List<Outcome> ours, List<Outcome> theirs) {
        return gate.threads() == 1
                ? OptionalDouble.of(Double.NaN)
                : ours.stream()
                        .mapToDouble(Outcome::transferNs)
                        .filter(transferNs ->
                                theirs.stream().anyMatch(peer -> Figure.isOneRhythm(peer.transferNs(), transferNs)))
                        .min();
    }

    /* {@return the best of those forks that had about this T; of all, if it is not a number} */
    private static double best(List<Outcome> outcomes, double transferNs) {
        return outcomes.stream()
                .filter(outcome -> Figure.isOneRhythm(outcome.transferNs(), transferNs))
                .mapToDouble(Outcome::value)
                .min()
                .orElseThrow();
    }

    private static boolean isQuiet(Machine.@Nullable Ticks before, Machine.@Nullable Ticks after) {
        return before == null
                || after == null
                || after.foreignSince(before) <= MOST_FOREIGN && after.stolenSince(before) <= MOST_STOLEN;
    }
}
