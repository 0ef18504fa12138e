// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that the language allows: what is generated for them compiles without a warning. */
class OddNamesTest {
    private static final String HEAD = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.BufferRef;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            """;

    @TempDir
    Path folder;

    private void compiles(String... types) {
        assertThat(messages(types)).isEmpty();
    }

    private List<String> messages(String... types) {
        List<Source> sources = new ArrayList<>();
        for (String type : types) {
            String name = type.replaceFirst("(?s).*?\\b(?:record|enum|class|interface) ([\\w$]+).*", "$1");
            sources.add(new Source(name + ".java", HEAD + type));
        }
        return Compilation.strict(folder, sources).messages();
    }

    @Test
    void areWordsOfTheLanguage() {
        compiles(
                """
                @Message(id = 1) record Words(int record, String with, List<String> sealed, int permits, int when, int to,
                        Optional<String> module, List<@Nullable String> var, String exports, int[] open) {}
                """,
                "@Message(id = 2) record Text(Optional<String> yield) {}",
                "@Message(id = 3) record Number(OptionalInt yield) {}",
                "@Message(id = 4) record Box(@Nullable Integer yield) {}",
                "@Message(id = 5) record Array(int[] yield, Map<String, Box> record) {}",
                "@Message(id = 6) record Items(List<Array> yield) {}");
    }

    @Test
    void areThoseThatCodecsMakeUp() {
        compiles("""
                @Message(id = 1) record Names(int reader, String writer, List<String> encode, int buffer, String length,
                        int id, int priority, byte[] version, long offset, int depth, Optional<String> decode, int[] schema,
                        String typeId, int limit, int header, Map<String, Integer> map, String message, int selected,
                        int wrap, List<String> begin, int element, int get, Optional<Integer> put, List<Names> group) {}
                """, """
                @Message(id = 2) record Accessors(List<String> xs, int xsCount, String xsLength, int hasXs, byte[] copyXs,
                        int xsSlot, int xsRef, int selectXs, Optional<String> y, int hasY, String yLength, int appendY,
                        int yEquals, int compareY, UUID id, long idHi, long idLo, Map<String, String> m, int mKey, int mValue) {}
                """, """
                @Message(id = 3) record Constants(int fooBar, int foo_bar, int FOO_BAR, List<String> xY, List<String> x_y,
                        Level level, List<Level> levels, Level.Inner inner, String LEVEL_CODES, int TYPE_ID, int INSTANCE,
                        int BLOCK_LENGTH, int VERSION, int NO_HEADER, int defaults, int DEFAULTS, int MAX_ENCODED_LENGTH) {}
                """, """
                enum Level { LOW, INSTANCE, of, record; enum Inner { $, _x } }
                """);
    }

    /** Each shape of a component beside others that have the names of all methods which are made up for it. */
    @Test
    void areThoseOfMethodsOfAnotherComponent() throws IOException, ClassNotFoundException {
        compilesBesideItsMethods(SHAPES, "");
    }

    @Test
    void areThoseOfMethodsOfAnAddedComponent() throws IOException, ClassNotFoundException {
        compilesBesideItsMethods(ADDED, ", version = 2");
    }

    @Test
    void differInTheCaseOfALetter() {
        compilesInEachCase(SHAPES, "");
        compilesInEachCase(ADDED, ", version = 2");
    }

    private void compilesBesideItsMethods(List<String> shapes, String settings)
            throws IOException, ClassNotFoundException {
        List<List<String>> methods = methodsOf(shapes, settings);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            for (int turn = 0; turn < 2; turn++) {
                List<String> components = new ArrayList<>();
                for (String method : methods.get(i)) {
                    components.add(shapes.get((i * 5 + turn * 7 + components.size()) % shapes.size()) + " " + method);
                }
                String component = shapes.get(i) + " x";
                components.add(component);
                records.add(String.join(", ", components));
                components.remove(component);
                components.add(0, component);
                records.add(String.join(", ", components));
            }
        }
        assertThat(compile("beside", records, settings).messages()).isEmpty();
    }

    /* The names of the methods that each shape brings into a codec. */
    private List<List<String>> methodsOf(List<String> shapes, String settings)
            throws IOException, ClassNotFoundException {
        Compilation alone =
                compile("alone", shapes.stream().map(shape -> shape + " x").toList(), settings);
        assertThat(alone.messages()).isEmpty();
        List<List<String>> methods = new ArrayList<>();
        try (URLClassLoader loader = alone.loader()) {
            Set<String> common = methods(loader, "app.Inner_NoneCodec");
            for (int i = 0; i < shapes.size(); i++) {
                Set<String> names = methods(loader, "app.Crossed" + i + "Codec");
                names.removeAll(common);
                names.remove("x");
                methods.add(List.copyOf(names));
            }
        }
        assertThat(methods.stream().flatMap(List::stream)).contains("hasX", "xRef", "xSlot", "selectX", "xCount");
        return methods;
    }

    private static Set<String> methods(ClassLoader loader, String codec) throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        for (String part : List.of("", "$Reader", "$Writer")) {
            for (Method method : loader.loadClass(codec + part).getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }

    private void compilesInEachCase(List<String> shapes, String settings) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            String one = shapes.get(i);
            String other = shapes.get((i * 5 + 1) % shapes.size());
            records.add(one + " x, " + one + " X, " + other + " xX, " + other + " Xx");
            records.add(one + " fooBar, " + other + " FooBar, " + one + " foobar, " + other + " foo_bar");
        }
        assertThat(compile("cases", records, settings).messages()).isEmpty();
    }

    /* On a component the annotation has no effect, says the compiler; on an accessor that is written out it has. */
    private static String accessors(String components) {
        return DEPRECATED
                .matcher(components)
                .results()
                .map(component -> "@Deprecated public " + component.group(1) + " " + component.group(2) + "() { return "
                        + component.group(2) + "; } ")
                .collect(Collectors.joining());
    }

    private Compilation compile(String home, List<String> records, String settings) {
        List<Source> sources = new ArrayList<>(List.of(
                new Source("Side.java", HEAD + "enum Side { BUY, @Fallback SELL }"),
                new Source("Shape.java", HEAD + """
                        sealed interface Shape {
                            @Message(id = 1) record Dot(int r) implements Shape {}

                            @Message(id = 2) record Box(String name) implements Shape {}
                        }
                        """),
                new Source("Inner.java", HEAD + """
                        @Message(id = 3) record Inner(int v) {
                            @Message(id = 4) record None() {}
                        }
                        """)));
        for (int i = 0; i < records.size(); i++) {
            sources.add(new Source(
                    "Crossed" + i + ".java",
                    HEAD
                            + """
                    @Message(id = %d%s) record Crossed%d(%s) {%s}
                    """.formatted(
                                            i + 10,
                                            settings,
                                            i,
                                            DEPRECATED.matcher(records.get(i)).replaceAll("$1 $2"),
                                            accessors(records.get(i)))));
        }
        return Compilation.strict(folder.resolve(home + settings.length()), sources);
    }

    @Test
    void areOfMessagesThatDifferInTheCaseOfALetter() {
        assertThat(messages(
                        "@Message(id = 1) record Order(ORDER a, Outer.order b, List<Order.Line> c) {"
                                + " @Message(id = 4) record Line(int x) {} }",
                        "@Message(id = 2) record ORDER(int x) {}",
                        "interface Outer { @Message(id = 3) record order(Order.Line x) {} }"))
                .containsExactly("Order.java:10: note: [NamesDifferInCase] the class generated for 'Order' is named"
                        + " OrderCodec, and the one for 'ORDER' is named ORDERCodec, which differs in the case of letters"
                        + " only. Where the case of a file name does not count, as on Windows and macOS, one file"
                        + " replaces the other: rename one of the two.");
    }

    @Test
    void areThoseOfTwoEnums() {
        compiles(
                """
                @Message(id = 1) record Trade(First.Side a, Second.Side b, Side c, Set<Third.Side> d, Map<SIDE, Side_> e,
                        sideCodes f, String sideCodes) {}
                """,
                "interface First { enum Side { BUY } }",
                "interface Second { enum Side { BUY, SELL } }",
                "interface Third { enum Side { A, B, C } }",
                "enum Side { X }",
                "enum SIDE { Y }",
                "enum Side_ { Z }",
                "enum sideCodes { Q }");
    }

    private static final List<String> SHAPES = List.of(
            "int",
            "boolean",
            "@Nullable Long",
            "OptionalInt",
            "Side",
            "@Nullable Side",
            "Optional<Side>",
            "UUID",
            "Optional<UUID>",
            "BufferRef",
            "Instant",
            "@Nullable Instant",
            "Duration",
            "LocalDate",
            "LocalTime",
            "LocalDateTime",
            "OffsetDateTime",
            "ZonedDateTime",
            "BigDecimal",
            "String",
            "Optional<String>",
            "byte[]",
            "int[]",
            "boolean[]",
            "@Nullable Inner",
            "Shape",
            "Optional<Shape>",
            "List<String>",
            "List<@Nullable String>",
            "List<byte[]>",
            "Set<Integer>",
            "List<@Nullable Integer>",
            "List<Instant>",
            "Set<UUID>",
            "List<OffsetDateTime>",
            "List<BigInteger>",
            "List<Inner>",
            "List<Shape>",
            "List<List<String>>",
            "Inner[]",
            "Map<String, Long>",
            "Map<UUID, @Nullable String>",
            "Map<Instant, Inner>",
            "Map<Side, Shape>",
            "@Deprecated String",
            "@Deprecated int",
            "@Deprecated List<Duration>");

    private static final Pattern DEPRECATED = Pattern.compile("@Deprecated (\\S+) (\\w+)");

    private static final List<String> ADDED = Stream.of(
                    "@DefaultValue(\"1\") int",
                    "@DefaultValue(\"BUY\") Side",
                    "@DefaultValue(\"PT1S\") Duration",
                    "@DefaultValue(\"1\") BigDecimal",
                    "@DefaultValue(\"text\") String",
                    "@Nullable Long",
                    "OptionalInt",
                    "Optional<UUID>",
                    "@Nullable Instant",
                    "String",
                    "Optional<String>",
                    "byte[]",
                    "long[]",
                    "Optional<Inner>",
                    "@Nullable Shape",
                    "List<Instant>",
                    "List<Inner>",
                    "Set<String>",
                    "Map<UUID, String>",
                    "Inner[]")
            .map(shape -> "@Since(2) " + shape)
            .toList();

    @Test
    void haveOddCharacters() {
        compiles(
                "@Message(id = 1) record Money$(int $, String _a, List<String> this$0, Optional<String> $$, byte[] __) {}",
                "@Message(id = 2) record Templates(Map<String, Long> $L, String $T, int a$b, List<_Kind> $1S) {}",
                "@Message(id = 3) record Strasse(int größe, String 名前, List<String> ñ, Optional<String> ǆ, int ı, int İ) {}",
                "enum _Kind { _A, __, $B }");
    }

    @Test
    void areThoseOfClassesThatCodecsName() {
        compiles(
                "@Message(id = 1) record Wire(List<Reader> w, Writer wr, Elements e, TailRef t, MessageCodec c) {}",
                "@Message(id = 2) record Reader(int x) {}",
                "@Message(id = 3) record Writer(java.lang.String x) {}",
                "@Message(id = 4) record Elements(Definition x) {}",
                "@Message(id = 5) record TailRef(java.lang.String x) {}",
                "@Message(id = 6) record MessageCodec(java.lang.String x) {}",
                "@Message(id = 7) record Definition(java.lang.String x) {}",
                "@Message(id = 8) record PlainCodec(int x) {}");
    }

    @Test
    void areThoseOfClassesThatNeedNoImport() {
        compiles(
                "@Message(id = 1) record String(int x) {}",
                "@Message(id = 2) record Class(java.lang.String x, List<java.lang.Integer> y, Override z) {}",
                "@Message(id = 3) record Override(Optional<java.lang.String> x) {}",
                "final class Integer {}",
                "final class IndexOutOfBoundsException {}",
                "interface CharSequence {}",
                "interface Deprecated {}",
                "@Message(id = 4) record Texts(List<java.lang.String> xs, String s, @MessagePriority int p) {}");
    }

    @Test
    void areMany() {
        List<String> types = List.of("int", "String", "List<String>", "Optional<String>", "long[]", "Integer", "UUID");
        String components = IntStream.range(0, 200)
                .mapToObj(i -> types.get(i % types.size()) + " component" + i)
                .collect(Collectors.joining(", "));
        compiles("@Message(id = 1) record Many(" + components + ") {}");
    }

    @Test
    void areDeep() {
        compiles("""
                enum Outer {
                    X;

                    interface Second {
                        record Third(int q) {
                            @Message(id = 1) record Fourth(Outer outer, List<Fifth> fifths, Third.Fifth fifth) {}

                            sealed interface Fifth {
                                @Message(id = 2) record None() implements Fifth {}

                                @Message(id = 3) record Some(Fourth fourth) implements Fifth {}
                            }
                        }
                    }
                }
                """);
    }

    @Test
    void areDeprecated() {
        compiles(
                "@Message(id = 1) record Order(Side side, Set<Side> sides) {}",
                "enum Side { BUY, SELL, @Deprecated SHORT }",
                "@Deprecated @Message(id = 2) record Old(int x, String s, @Nullable Order order) {}");
    }

    @Test
    void areToBeRemoved() {
        compiles(
                "@Deprecated(forRemoval = true) @Message(id = 1) record Gone(int x, List<String> xs, Side side) {}",
                "enum Side { BUY, @Deprecated(forRemoval = true) @Fallback SELL, @Deprecated CROSS }",
                """
                @Message(id = 2, version = 2) record Defaults(int x, @Since(2) Side side,
                        @Since(2) @DefaultValue("CROSS") Side other, @Since(2) @DefaultValue("SELL") Side third) {}
                """,
                """
                @Message(id = 3) record Made(int x) {
                    @Deprecated Made {}
                }
                """);
    }

    @Test
    void nameWhatIsDeprecated() {
        compiles(
                "@Deprecated @Message(id = 1) record Old(int x) {}",
                "@Deprecated(forRemoval = true) @Message(id = 2) record Gone(int x) {}",
                "@Deprecated enum OldSide { BUY }",
                "@Deprecated(forRemoval = true) enum GoneSide { BUY }",
                """
                @SuppressWarnings({"deprecation", "removal"}) @Message(id = 3) record Uses(Old old, List<Old> olds, Gone gone,
                        @Nullable Gone other, Map<OldSide, GoneSide> sides, OldSide[] list, Page<Gone> page, Shape shape) {}
                """,
                "@Message(id = 4) record Page<T>(T content, Inner inner) { @Deprecated @Message(id = 8) record Inner(int x) {} }",
                """
                sealed interface Shape {
                    @Deprecated @Message(id = 5) record Dot(int x) implements Shape {}

                    @Deprecated(forRemoval = true) @Message(id = 6) record Box(int x) implements Shape {}
                }
                """,
                """
                @Deprecated interface Outer {
                    @Message(id = 7) record Around(int x, Side side) {}

                    enum Side { A }
                }
                """,
                """
                @SuppressWarnings({"deprecation", "removal"}) @RingKernel(id = "k") final class Kernel {
                    @Handles Old on(Gone gone) { return new Old(gone.x()); }

                    @Handles @Deprecated void shape(Shape shape) {}

                    @Handles void around(Outer.Around around) {}

                    @OnStart @Deprecated(forRemoval = true) void start() {}
                }
                """,
                """
                @Deprecated(forRemoval = true) @RingKernel(id = "gone") @SuppressWarnings("deprecation") final class GoneKernel {
                    @Handles void on(Page.Inner inner) {}
                }
                """,
                """
                interface Home { // where the compiler says nothing, as all is in one class
                    @Deprecated(forRemoval = true) @Message(id = 9) record Gone(int x) {}

                    @Deprecated enum Side { A }

                    @Message(id = 10) record Uses(List<Gone> gone, Optional<Side> side) {}
                }
                """,
                """
                final class Functions {
                    @Deprecated @RingKernel(id = "f") static Uses f(Uses uses) { return uses; }
                }
                """);
    }
}
