// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.stress;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/** What became of each race that was to be run. */
final class Report {
    private static final String PREFIX = "io.ringkernel.";

    private final TreeMap<String, Race> races = new TreeMap<>();
    private final Set<String> failures = new LinkedHashSet<>();

    private static final class Race {
        private final TreeMap<String, Long> outcomes = new TreeMap<>();
        private long samples;
    }

    Report(Iterable<String> names) {
        names.forEach(name -> races.put(name, new Race()));
    }

    /** Enters what one JVM found out about a race. */
    void add(String name, TestResult result) {
        if (result.status() != Status.NORMAL) {
            failures.add("race did not run to its end: race=" + name + ", status=" + result.status() + ", messages="
                    + result.getMessages());
            return;
        }
        Race race = races.get(name);
        for (String outcome : result.getStateKeys()) {
            long count = result.getCount(outcome);
            race.samples += count;
            race.outcomes.merge(outcome, count, Long::sum);
            StateCase meaning = meaning(TestList.getInfo(name), outcome);
            if (meaning.expect() != Expect.ACCEPTABLE && meaning.expect() != Expect.ACCEPTABLE_INTERESTING) {
                failures.add("race went wrong: race=" + name + ", outcome=" + outcome + ": " + meaning.description());
            }
        }
    }

    private static StateCase meaning(TestInfo race, String outcome) {
        return race.cases().stream()
                .filter(known -> known.matchesExactly(outcome))
                .findFirst()
                .orElseGet(() -> race.cases().stream()
                        .filter(known -> known.matches(outcome))
                        .findFirst()
                        .orElse(race.unmatched()));
    }

    /** {@return whether each race was executed, and none went wrong} */
    boolean passed() {
        return failures.isEmpty() && !races.isEmpty() && executed() == races.size();
    }

    private long executed() {
        return races.values().stream().filter(race -> race.samples > 0).count();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        races.forEach((name, race) ->
                lines.add("%-45s %,15d  %s".formatted(name.replace(PREFIX, ""), race.samples, outcomes(race))));
        lines.addAll(failures);
        races.forEach((name, race) -> {
            if (race.samples == 0) {
                lines.add("race was declared and not executed: race=" + name);
            }
        });
        lines.add("declared=%d, executed=%d, samples=%,d, failures=%d"
                .formatted(
                        races.size(),
                        executed(),
                        races.values().stream().mapToLong(race -> race.samples).sum(),
                        failures.size()));
        return lines;
    }

    private static String outcomes(Race race) {
        StringBuilder text = new StringBuilder();
        race.outcomes.forEach((outcome, count) -> text.append("[%s] %,d  ".formatted(outcome, count)));
        return text.toString().stripTrailing();
    }
}
