// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Linux says of the machine, and of who else works on it. Elsewhere little is known. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final Path LOAD = Path.of("/proc/loadavg");
    private static final Path SELF = Path.of("/proc/self/stat");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Path CLOCK = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    private static final double KIB_PER_GIB = 1 << 20;
    private static final String UNKNOWN = "not known here";

    private Machine() {}

    /** {@return what tells one build of the benches from another: when each jar that forks run was written, and how long it is} */
    static String build() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(File::new)
                .filter(File::isFile)
                .map(jar -> jar.lastModified() + " " + jar.length())
                .collect(Collectors.joining(", "));
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    static String cpu() {
        return valueOf(CPU_INFO, "model name").orElse(System.getProperty("os.arch"));
    }

    static String caches() {
        Map<String, String> lengths = new TreeMap<>();
        for (int i = 0; Files.isReadable(CACHES.resolve("index" + i)); i++) {
            Path cache = CACHES.resolve("index" + i);
            String type = text(cache.resolve("type")).strip();
            String level = "L" + text(cache.resolve("level")).strip();
            lengths.put(
                    type.equals("Unified")
                            ? level
                            : level + type.toLowerCase(Locale.ROOT).charAt(0),
                    text(cache.resolve("size")).strip());
        }
        return lengths.isEmpty()
                ? UNKNOWN
                : lengths.toString().replaceAll("[{}]", "").replace("=", " ");
    }

    static String memory() {
        return valueOf(MEMORY, "MemTotal")
                .map(text -> String.format(
                        Locale.ROOT, "%.1f GiB", Long.parseLong(text.replaceAll("\\D", "")) / KIB_PER_GIB))
                .orElse(UNKNOWN);
    }

    static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    static String clock() {
        return Files.isReadable(CLOCK) ? text(CLOCK).strip() : UNKNOWN;
    }

    static String load() {
        return Files.isReadable(LOAD)
                ? text(LOAD).replaceFirst("^(\\S+ \\S+ \\S+).*\\R?", "$1").replace(" ", ", ")
                : UNKNOWN;
    }

    /**
     * Processor time since the start of the machine, in ticks.
     *
     * @param all    that there was, on all cores
     * @param busy   part of it that somebody used
     * @param stolen part of it that the host gave to others
     * @param own    part of it that this process and its ended children used
     */
    record Ticks(long all, long busy, long stolen, long own) {
        /** {@return the part of the machine that was stolen since an earlier moment} */
        double stolenSince(Ticks earlier) {
            return share(stolen - earlier.stolen, earlier);
        }

        /** {@return the part of the machine that others than this process used since an earlier moment} */
        double foreignSince(Ticks earlier) {
            return Math.max(0, share(busy - earlier.busy - (own - earlier.own), earlier));
        }

        private double share(long ticks, Ticks earlier) {
            return all == earlier.all ? 0 : (double) ticks / (all - earlier.all);
        }
    }

    /** {@return the processor time so far, or null where the system does not say} */
    static @Nullable Ticks ticks() {
        if (!Files.isReadable(STATISTICS) || !Files.isReadable(SELF)) {
            return null;
        }
        // user nice system idle iowait irq softirq steal
        long[] all = Arrays.stream(
                        text(STATISTICS).lines().findFirst().orElseThrow().split("\\s+"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        long busy = all[0] + all[1] + all[2] + all[5] + all[6];
        // After the name in brackets: state, and 10 fields later user, system, and those of the children.
        String self = text(SELF);
        long own = Arrays.stream(self.substring(self.lastIndexOf(')') + 2).split(" "))
                .skip(11)
                .limit(4)
                .mapToLong(Long::parseLong)
                .sum();
        return new Ticks(Arrays.stream(all).sum(), busy, all[7], own);
    }

    private static Optional<String> valueOf(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        List<String> lines = text(file).lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the system does not say: file=" + file, e);
        }
    }
}
