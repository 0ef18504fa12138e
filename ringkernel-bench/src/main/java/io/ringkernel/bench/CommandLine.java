// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.Priority;
import io.ringkernel.bench.run.Effort;
import io.ringkernel.bench.run.Suite;
import io.ringkernel.bench.run.WhatIf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param suites  to run; none to list what there is, or to judge the gates
 * @param gates   whether to judge the gates
 * @param effort  of the run
 * @param jdk     feature version of the JDK for the forks; null for the current one
 * @param out     folder of the results; null for one that is named after the time
 * @param compare folder of an earlier run; null for none
 * @param whatIf  what is asked of latencies
 */
record CommandLine(
        List<Suite> suites,
        boolean gates,
        Effort effort,
        @Nullable Integer jdk,
        @Nullable Path out,
        @Nullable Path compare,
        WhatIf whatIf) {
    static final String ALL = "all";
    static final String GATES = "gates";

    /** To list what there is. */
    private static final CommandLine LIST =
            new CommandLine(List.of(), false, Effort.FULL, null, null, null, WhatIf.DEFAULT);

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})([kM]?)");
    private static final long HIGHEST_RATE = 100_000_000;
    private static final int LONGEST = 32 * 1024;
    private static final int MOST_ROUNDS = 100;
    private static final int OLDEST_JDK = 17;
    private static final int NEWEST_JDK = 99;

    /** Something that cannot be done as it was asked for. The text says what, and what could be asked for. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String text) {
            super(text);
        }
    }

    static CommandLine parse(String... args) {
        List<Suite> suites = new ArrayList<>();
        Effort effort = Effort.FULL;
        Integer rounds = null;
        Integer jdk = null;
        Path out = null;
        Path compare = null;
        WhatIf whatIf = WhatIf.DEFAULT;
        List<String> options = new ArrayList<>();
        boolean asks = false;
        boolean gates = false;
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            if (arg.startsWith("--") && !arg.equals("--jdk")) {
                options.add(arg);
            }
            switch (arg) {
                case "--quick" -> effort = Effort.QUICK;
                case "--smoke" -> effort = Effort.SMOKE;
                case "--rounds" -> rounds = number(arg, value(arg, rest), 1, MOST_ROUNDS);
                case "--jdk" -> jdk = number(arg, value(arg, rest), OLDEST_JDK, NEWEST_JDK);
                case "--out" -> out = Path.of(value(arg, rest));
                case "--compare" -> compare = Path.of(value(arg, rest));
                case "--rate", "--length", "--priority", "--idle" -> {
                    whatIf = whatIf(whatIf, arg, value(arg, rest));
                    asks = true;
                }
                case "--help", "-h", "help" -> {
                    return LIST;
                }
                case GATES -> gates = true;
                case ALL -> suites.addAll(List.of(Suite.values()));
                default -> suites.add(suite(arg));
            }
        }
        if (suites.isEmpty() && !gates && args.length > 0 && !asks) {
            throw new UsageException("no benchmark is named: args=" + quoted(args) + "; there are " + names());
        }
        if (asks && !suites.contains(Suite.LATENCY)) {
            throw new UsageException("--rate, --length, --priority and --idle belong to latency: suites="
                    + suites.stream().map(Suite::command).toList());
        }
        if (gates && !suites.isEmpty()) {
            throw new UsageException("gates are judged by themselves: also asked for="
                    + suites.stream().map(Suite::command).toList());
        }
        if (gates && !options.isEmpty()) {
            throw new UsageException("gates take no option but --jdk: also asked for=" + options);
        }
        if (rounds != null) {
            effort = effort.rounds(rounds);
        }
        return new CommandLine(suites.stream().distinct().toList(), gates, effort, jdk, out, compare, whatIf);
    }

    private static WhatIf whatIf(WhatIf so, String option, String value) {
        return switch (option) {
            case "--rate" -> new WhatIf(rate(value), so.length(), so.priority(), so.idle());
            case "--length" -> new WhatIf(so.rate(), number(option, value, 0, LONGEST), so.priority(), so.idle());
            case "--priority" ->
                new WhatIf(so.rate(), so.length(), number(option, value, Priority.LOWEST, Priority.HIGHEST), so.idle());
            default -> new WhatIf(so.rate(), so.length(), so.priority(), idle(value));
        };
    }

    private static Suite suite(String arg) {
        return Arrays.stream(Suite.values())
                .filter(suite -> suite.command().equals(arg))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        arg.startsWith("-")
                                ? "no such option: option=" + arg
                                        + "; there are --quick, --rounds, --jdk, --out, --compare, and for latency"
                                        + " --rate, --length, --priority and --idle"
                                : "no such benchmark: name=" + arg + "; there are " + names()));
    }

    private static String names() {
        return Arrays.stream(Suite.values()).map(Suite::command).collect(Collectors.joining(", ")) + ", " + ALL
                + " and " + GATES;
    }

    /** {@return arguments as a shell reads them} */
    static String quoted(String... args) {
        return Arrays.stream(args)
                .map(arg -> PLAIN.matcher(arg).matches() ? arg : "'" + arg.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static String value(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isEmpty()) {
            throw new UsageException("option needs a value: option=" + option);
        }
        return value;
    }

    private static int number(String option, String value, int least, int most) {
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new UsageException(option.substring(2) + " must be a number from " + least + " to " + most + ": "
                    + option + "=" + value);
        }
        return Integer.parseInt(value);
    }

    private static long rate(String value) {
        Matcher matcher = RATE.matcher(value);
        if (matcher.matches()) {
            long factor = switch (matcher.group(2)) {
                case "k" -> 1_000;
                case "M" -> 1_000_000;
                default -> 1;
            };
            long rate = Long.parseLong(matcher.group(1)) * factor;
            if (rate >= 1 && rate <= HIGHEST_RATE) {
                return rate;
            }
        }
        throw new UsageException("rate must be 1 to 100M messages per second, as 500, 20k or 1M: --rate=" + value);
    }

    private static Idle idle(String value) {
        String name = value.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(Idle.values())
                .filter(idle -> WhatIf.nameOf(idle).equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("idle must be one of "
                        + Arrays.stream(Idle.values()).map(WhatIf::nameOf).collect(Collectors.joining(", "))
                        + ": --idle=" + value));
    }
}
