// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Runs a {@link Task} in a JVM of its own, and is the program that runs there. */
public final class TaskFork {
    private static final String RESULT = "outcome.properties";

    private TaskFork() {}

    /** Starts a JVM for a task, and waits for what it measures. */
    static Map<String, Double> run(
            Jdk jdk, int heapGiB, Class<? extends Task> task, Map<String, String> arguments, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jdk.flags(heapGiB));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), TaskFork.class.getName(), task.getName(), folder + ""));
        new TreeMap<>(arguments).forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> output.append(line).append('\n'));
        }
        int status = waitFor(process);
        if (status != 0) {
            throw new IOException("task failed: task=" + task.getSimpleName() + ", arguments="
                    + new TreeMap<>(arguments) + ", status=" + status + ", output:\n" + output);
        }
        return read(folder.resolve(RESULT));
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a task was running", e);
        }
    }

    private static Map<String, Double> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Files.delete(file);
        Map<String, Double> values = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> values.put(name, Double.valueOf(properties.getProperty(name))));
        return values;
    }

    /**
     * Runs a task here.
     *
     * @param args class of the task, folder for its files, and its arguments as {@code name=value}
     * @throws ReflectiveOperationException if there is no such task
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws ReflectiveOperationException, IOException {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (int i = 2; i < args.length; i++) {
            int split = args[i].indexOf('=');
            arguments.put(args[i].substring(0, split), args[i].substring(split + 1));
        }
        Task task = Class.forName(args[0])
                .asSubclass(Task.class)
                .getDeclaredConstructor()
                .newInstance();
        Path folder = Path.of(args[1]);
        Properties properties = new Properties();
        task.run(new Task.Arguments(arguments), folder)
                .forEach((name, value) -> properties.setProperty(name, String.valueOf(value)));
        properties.setProperty(Transfers.NAME, String.valueOf(Transfers.quickly()));
        try (OutputStream out = Files.newOutputStream(folder.resolve(RESULT))) {
            properties.store(out, null);
        }
        System.exit(0); // whatever a peer left running
    }
}
