// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A JDK that forks run on.
 *
 * @param home    its folder
 * @param version as its file {@code release} has it
 * @param vendor  likewise; empty if it does not say
 */
public record Jdk(Path home, String version, String vendor) {
    private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

    /** {@return the JDK that runs this code} */
    public static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.version"),
                System.getProperty("java.vendor", ""));
    }

    /**
     * Finds a JDK: the one in {@code JAVA<feature>_HOME} or {@code JAVA_HOME}, the current one, or one that lies beside it.
     *
     * @param feature     version, as 17
     * @param environment variables of this process
     * @return the JDK
     * @throws IllegalArgumentException if there is none; the text lists what was found. Also if the variable that is named after the
     *     version leads to another, or nowhere
     */
    public static Jdk find(int feature, Map<String, String> environment) {
        List<Jdk> found = new ArrayList<>();
        String variable = "JAVA" + feature + "_HOME";
        String named = environment.getOrDefault(variable, "");
        if (!named.isEmpty()) {
            found.add(at(Path.of(named))
                    .filter(jdk -> jdk.feature() == feature)
                    .orElseThrow(() -> new IllegalArgumentException("no JDK of this version lies there: jdk=" + feature
                            + ", " + variable + "=" + named + "; correct it, or unset it")));
        }
        String current = environment.getOrDefault("JAVA_HOME", "");
        if (!current.isEmpty()) {
            at(Path.of(current)).ifPresent(found::add);
        }
        found.add(current());
        beside(current().home()).forEach(found::add);
        return found.stream()
                .filter(jdk -> jdk.feature() == feature)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no JDK of this version was found: jdk=" + feature
                        + ", found="
                        + new TreeSet<>(found.stream().map(Jdk::feature).toList())
                        + "; install one, or set JAVA" + feature + "_HOME to its folder"));
    }

    private static List<Jdk> beside(Path home) {
        Path folder = home.getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().flatMap(other -> at(other).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of JDKs cannot be read: folder=" + folder, e);
        }
    }

    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin").resolve("java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties about = new Properties();
        try (Reader in = Files.newBufferedReader(release)) {
            about.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a JDK cannot be read: file=" + release, e);
        }
        String version = unquoted(about.getProperty("JAVA_VERSION", ""));
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Jdk(home, version, unquoted(about.getProperty("IMPLEMENTOR", ""))));
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }

    /** {@return its first number} */
    public int feature() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** {@return the program that starts a JVM} */
    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    /** {@return the flags of most forks} */
    List<String> flags() {
        return flags(1);
    }

    /** {@return the flags of a fork: a heap that was touched before, one collector, and what the peers need} */
    List<String> flags(int heapGiB) {
        List<String> flags = new ArrayList<>(List.of(
                "-Xms" + heapGiB + "g",
                "-Xmx" + heapGiB + "g",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError"));
        flags.addAll(flagsOfPeers());
        return flags;
    }

    /** {@return the flags that the peers need; heap and collector stand at each JMH benchmark} */
    List<String> flagsOfPeers() {
        List<String> flags = new ArrayList<>(List.of(
                "-Dslf4j.internal.verbosity=ERROR", // no peer logs, and none is to say so
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"));
        if (feature() >= FIRST_TO_WARN_OF_UNSAFE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        return flags;
    }
}
