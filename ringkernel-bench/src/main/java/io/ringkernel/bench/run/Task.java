// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a fork does that is not a JMH benchmark. Has a constructor without arguments. */
interface Task {
    /**
     * Measures, and leaves in the folder what is to be kept as it is.
     *
     * @param arguments of the task
     * @param folder    for its files, of its own
     * @return names and values, {@code value} among them in the unit of the row
     * @throws IOException if a file cannot be written
     */
    Map<String, Double> run(Arguments arguments, Path folder) throws IOException;

    /** The arguments of a task, all of them checked by whoever made them. */
    record Arguments(Map<String, String> values) {
        String text(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("task needs an argument: name=" + name + ", given=" + values);
            }
            return value;
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        <E extends Enum<E>> E constant(Class<E> type, String name) {
            return Enum.valueOf(type, text(name));
        }
    }
}
