// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.report;

import io.ringkernel.bench.report.Report.Earlier;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of a run as a file of tab-separated lines, which a later run is compared with. */
public final class Results {
    /** Name of the file in the folder of a run. */
    public static final String FILE = "results.tsv";

    private static final String COMMENT = "# ";
    private static final String DOUBTS = "doubts";

    /* Before there was a word on rates, and on T, the last columns were missing. */
    private static final String FIRST_HEADER = String.join(
            "\t", "row", "side", "ours", "threads", "unit", "better", "bytes allocated per operation", "values");
    private static final String SECOND_HEADER = FIRST_HEADER + "\tsaturated: reached, due";
    private static final String HEADER = SECOND_HEADER + "\tT of each value in ns";
    private static final Map<String, String> MISSING = Map.of(FIRST_HEADER, "\t\t", SECOND_HEADER, "\t", HEADER, "");
    private static final int COLUMNS = 10;

    private Results() {}

    /**
     * Writes figures.
     *
     * @param conditions of the run
     * @param figures    to write
     * @param folder     of the run
     * @throws IOException if that fails
     */
    public static void write(Conditions conditions, List<Figure> figures, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        conditions.values().forEach((name, value) -> lines.add(comment(name, value)));
        conditions.doubts().forEach(doubt -> lines.add(comment(DOUBTS, doubt)));
        lines.add(HEADER);
        for (Figure figure : figures) {
            lines.add(String.join(
                    "\t",
                    figure.row(),
                    figure.side(),
                    String.valueOf(figure.ours()),
                    String.valueOf(figure.threads()),
                    figure.unit(),
                    figure.better().name(),
                    String.valueOf(figure.bytes()),
                    text(figure.values()),
                    text(figure.saturation()),
                    text(figure.transfersNs())));
        }
        Files.write(folder.resolve(FILE), lines);
    }

    private static String comment(String name, String value) {
        return COMMENT + name + "=" + value.replaceAll("\\s+", " ");
    }

    private static String text(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static List<Double> values(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }

    private static List<Double> finite(List<Double> values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value is no number: value=" + value);
            }
        }
        return values;
    }

    private static String text(@Nullable Saturation saturation) {
        return saturation == null ? "" : saturation.reached() + " " + saturation.due();
    }

    private static @Nullable Saturation saturation(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] rates = text.split(" ", 2);
        return new Saturation(Long.parseLong(rates[0]), Long.parseLong(rates[rates.length - 1]));
    }

    /**
     * Reads figures.
     *
     * @param run folder of a run, or its file of figures
     * @return the figures, and what the file says of the run: nothing if it is an old one
     * @throws IOException if there is no such file, or it was not written by {@link #write}
     */
    public static Earlier read(Path run) throws IOException {
        Path file = Files.isDirectory(run) ? run.resolve(FILE) : run;
        if (!Files.isRegularFile(file)) {
            throw new IOException("no results of a run: file=" + file);
        }
        List<String> lines = lines(file);
        int first = 0;
        Map<String, String> values = new LinkedHashMap<>();
        List<String> doubts = new ArrayList<>();
        for (; first < lines.size() && lines.get(first).startsWith(COMMENT); first++) {
            String[] comment = lines.get(first).substring(COMMENT.length()).split("=", 2);
            if (comment[0].equals(DOUBTS)) {
                doubts.add(comment[comment.length - 1]);
            } else {
                values.put(comment[0], comment[comment.length - 1]);
            }
        }
        String header = first < lines.size() ? lines.get(first) : "";
        String missing = MISSING.get(header);
        if (missing == null) {
            throw new IOException("not a file of results: file=" + file + ", expected its first line to be: "
                    + HEADER.replace('\t', ' '));
        }
        List<Figure> figures = new ArrayList<>();
        for (int i = first + 1; i < lines.size(); i++) {
            figures.add(figure(lines.get(i) + missing, file, i + 1));
        }
        return new Earlier(run.toString(), new Conditions(values, doubts), figures);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException("not a file of results: file=" + file + ", is no text", e);
        } catch (IOException e) {
            throw new IOException("results cannot be read: file=" + file + ", because of " + e, e);
        }
    }

    private static Figure figure(String line, Path file, int number) throws IOException {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IOException("line has another number of columns: file=" + file + ", line=" + number + ", columns="
                    + columns.length + ", expected=" + COLUMNS);
        }
        try {
            return new Figure(
                    columns[0],
                    columns[1],
                    Boolean.parseBoolean(columns[2]),
                    Integer.parseInt(columns[3]),
                    columns[4],
                    Figure.Better.valueOf(columns[5]),
                    finite(values(columns[7])),
                    values(columns[9]),
                    Double.parseDouble(columns[6]),
                    saturation(columns[8]));
        } catch (IllegalArgumentException e) {
            throw new IOException("line is no figure: file=" + file + ", line=" + number + ", text=" + line, e);
        }
    }
}
