// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.RingKernel;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Judges the values in the annotation of a kernel. */
final class SettingsCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_./-]{1,128}");
    static final int SLOT_UNIT = 64;

    private SettingsCheck() {}

    private static List<Finding> reentrant(DeclaredKernel kernel) {
        String execution = kernel.settings().execution();
        String reason = kernel.isLoop() ? "receives by itself" : "its execution is " + execution;
        return execution.equals("COROUTINE") && !kernel.isLoop()
                ? List.of()
                : List.of(Finding.of(
                        Problem.REENTRANT_WITHOUT_COROUTINE,
                        kernel.settings().reentrant().place(),
                        kernel.displayName(),
                        reason));
    }

    static List<Finding> findings(DeclaredKernel kernel) {
        List<Finding> findings = new ArrayList<>();
        String name = kernel.displayName();
        Setting<String> id = kernel.settings().id();
        if (!ID.matcher(id.value()).matches()) {
            findings.add(Finding.of(Problem.BAD_KERNEL_ID, id.place(), id.value(), name));
        }
        Setting<Integer> capacity = kernel.settings().capacity();
        int slots = capacity.value();
        if (slots < 1 || slots > RingKernel.LARGEST_CAPACITY) {
            findings.add(Finding.of(
                    Problem.CAPACITY_OUT_OF_RANGE, capacity.place(), name, slots, RingKernel.LARGEST_CAPACITY));
        } else if (Integer.bitCount(slots) != 1) {
            findings.add(Finding.of(
                    Problem.CAPACITY_NOT_A_POWER_OF_2,
                    capacity.place(),
                    name,
                    slots,
                    Integer.highestOneBit(slots) * 2));
        }
        Setting<Integer> slotLength = kernel.settings().slotLength();
        int length = slotLength.value();
        if (length < 0 || length > RingKernel.LONGEST_SLOT || length % SLOT_UNIT != 0) {
            findings.add(
                    Finding.of(Problem.BAD_SLOT_LENGTH, slotLength.place(), name, length, RingKernel.LONGEST_SLOT));
        }
        if (kernel.settings().reentrant().value()) {
            findings.addAll(reentrant(kernel));
        }
        return findings;
    }
}
