// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What should be alike in two runs that are compared, or is said to be another.
 *
 * @param values names and values, as {@code jdk} and {@code machine}; runs that are older name fewer, or none
 * @param doubts why no conclusions should be drawn; empty if they may be
 */
public record Conditions(Map<String, String> values, List<String> doubts) {
    /** Copies, and keeps the order. */
    public Conditions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        doubts = List.copyOf(doubts);
    }

    /** {@return what both runs name and is not the same} */
    List<String> differencesTo(Conditions earlier) {
        return values.entrySet().stream()
                .filter(now -> !earlier.values
                        .getOrDefault(now.getKey(), now.getValue())
                        .equals(now.getValue()))
                .map(now -> "another " + now.getKey() + ": " + earlier.values.get(now.getKey()) + " then, "
                        + now.getValue() + " now")
                .toList();
    }
}
