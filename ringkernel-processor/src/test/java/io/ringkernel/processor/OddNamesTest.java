// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that the language allows: what is generated for them compiles without a warning. */
class OddNamesTest {
    private static final String HEAD = """
            package app;

            import io.ringkernel.annotation.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            """;

    @TempDir
    Path folder;

    private void compiles(String... types) {
        List<Source> sources = new ArrayList<>();
        for (String type : types) {
            String name = type.replaceFirst("(?s).*?\\b(?:record|enum|class|interface) ([\\w$]+).*", "$1");
            sources.add(new Source(name + ".java", HEAD + type));
        }
        assertThat(Compilation.strict(folder, sources).messages()).isEmpty();
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
}
