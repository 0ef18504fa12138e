// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.codec.MessageRegistry;
import io.ringkernel.processor.Compilation.Source;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages and kernels that are not all in one compilation. */
class SeparateCompilationTest {
    private static final String IMPORTS = "import io.ringkernel.annotation.*; import io.ringkernel.KernelContext;\n";

    private static final Source POINT = new Source(
            "Point.java",
            "package lib;\n" + IMPORTS + "@Message(id = 1) public record Point(int x, @MaxLength(10) String y) {}");

    private static final Source POINT_ALONE =
            new Source("Point.java", POINT.text().replace("import io.ringkernel.KernelContext;", ""));

    private static final Source LINE = new Source(
            "Line.java", "package app;\n" + IMPORTS + "@Message(id = 2) record Line(lib.Point from, lib.Point to) {}");

    private static final Source DRAW = new Source(
            "Draw.java",
            "package app;\n" + IMPORTS + "@RingKernel(id = \"draw\") final class Draw {\n"
                    + "@Handles lib.Point on(lib.PointCodec.Reader point) { return point == null ? null : new lib.Point(1, \"\"); }\n"
                    + "@Handles void on(Line line) {} }");

    private static final Source ERASE = new Source(
            "Erase.java",
            "package app;\n" + IMPORTS + "final class Tools {\n"
                    + "@RingKernel(id = \"erase\") static void erase(LineCodec.Reader line) {} }");

    @TempDir
    Path folder;

    @Test
    void nestsAMessageOfAnotherModule() {
        Compilation library = Compilation.lenient(folder.resolve("lib"), List.of(POINT));
        assertThat(library.messages()).isEmpty();

        Compilation application =
                Compilation.run(folder.resolve("app"), List.of(library.classes()), List.of(LINE, DRAW), List.of());

        assertThat(application.messages()).isEmpty();
        assertThat(application.generated().keySet()).containsExactly("app/DrawDispatcher.java", "app/LineCodec.java");
        assertThat(application.generated().get("app/LineCodec.java"))
                .contains("public static final int MAX_ENCODED_LENGTH = 84;"); // 16 + 2 * (8 + 16 + 10)
    }

    @Test
    void reportsAMessageThatWasCompiledWithoutTheProcessor() {
        Compilation library = Compilation.run(folder.resolve("lib"), List.of(), List.of(POINT), List.of("-proc:none"));
        Source echo = new Source(
                "Echo.java",
                "package app;\n" + IMPORTS + "final class Echo {\n"
                        + "@RingKernel(id = \"echo\") static void on(lib.Point point) {} }");

        Compilation application =
                Compilation.run(folder.resolve("app"), List.of(library.classes()), List.of(LINE, echo), List.of());

        assertThat(application.messages())
                .containsExactlyInAnyOrder(
                        "Line.java:3: error: [CodecMissing] 'from' needs PointCodec, which is not there: Point was"
                                + " compiled without the processor. Compile its module with ringkernel-processor on the"
                                + " processor path.",
                        "Line.java:3: error: [CodecMissing] 'to' needs PointCodec, which is not there: Point was"
                                + " compiled without the processor. Compile its module with ringkernel-processor on the"
                                + " processor path.",
                        "Echo.java:4: error: [CodecMissing] 'on' needs PointCodec, which is not there: Point was"
                                + " compiled without the processor. Compile its module with ringkernel-processor on the"
                                + " processor path.");
        assertThat(application.generated()).isEmpty();
    }

    @Test
    void saysOnceThatTheCoreIsMissing() {
        Source order = new Source(
                "Order.java",
                "package app; import io.ringkernel.annotation.Message;\n@Message(id = 3) record Order(long id) {}");

        Compilation alone = Compilation.withoutCore(folder, List.of(order, POINT_ALONE));

        assertThat(alone.messages())
                .contains(
                        "Order.java:2: error: [CoreMissing] what is generated for 'Order' needs the classes of ringkernel-core,"
                                + " which cannot be seen from here. Add the dependency io.ringkernel:ringkernel-core; a module also needs"
                                + " 'requires io.ringkernel.core'.")
                .filteredOn(message -> message.contains("[CoreMissing]"))
                .hasSize(1);
    }

    @Test
    void keepsTheKernelsThatAnIncrementalCompilationDoesNotSee() {
        Compilation all = Compilation.lenient(folder, List.of(POINT, LINE, DRAW, ERASE));
        assertThat(all.services(ServicesFile.KERNELS)).isEqualTo("""
                        app.DrawDispatcher$Definition # app.Draw
                        app.ToolsEraseDispatcher$Definition # app.Tools.erase
                        """);

        Compilation again = Compilation.lenient(folder, List.of(DRAW));

        assertThat(again.messages()).isEmpty();
        assertThat(again.services(ServicesFile.KERNELS)).isEqualTo(all.services(ServicesFile.KERNELS));
    }

    @Test
    void listsTheMessagesForTheServiceLoader() throws Exception {
        Compilation all = Compilation.lenient(folder, List.of(POINT, LINE));
        assertThat(all.services(ServicesFile.MESSAGES)).isEqualTo("""
                        app.LineCodec$Definition # app.Line
                        lib.PointCodec$Definition # lib.Point
                        """);

        Compilation again = Compilation.lenient(folder, List.of(LINE));

        assertThat(again.services(ServicesFile.MESSAGES)).isEqualTo(all.services(ServicesFile.MESSAGES));
        try (URLClassLoader loader = again.loader()) {
            assertThat(MessageRegistry.load(loader).codecs())
                    .extracting(codec -> codec.schema().name())
                    .contains("app.Line", "lib.Point");
        }
        Files.delete(all.classes().resolve("lib/Point.class"));
        Source other = new Source("Other.java", "package app;\n" + IMPORTS + "@Message(id = 77) record Other() {}");
        assertThat(Compilation.lenient(folder, List.of(other)).services(ServicesFile.MESSAGES))
                .isEqualTo("""
                        app.LineCodec$Definition # app.Line
                        app.OtherCodec$Definition # app.Other
                        """);
    }

    @Test
    void dropsAKernelThatIsNoLongerOne() {
        Compilation all = Compilation.lenient(folder, List.of(POINT, LINE, DRAW, ERASE));
        assertThat(all.isSuccess()).isTrue();
        Source plain = new Source("Erase.java", "package app; final class Tools { static void erase(Line line) {} }");

        Compilation again = Compilation.lenient(folder, List.of(DRAW, plain));

        assertThat(again.services(ServicesFile.KERNELS)).isEqualTo("app.DrawDispatcher$Definition # app.Draw\n");
    }

    @Test
    void dropsAKernelWhoseClassIsGone() throws Exception {
        Compilation all = Compilation.lenient(folder, List.of(POINT, LINE, DRAW, ERASE));
        Files.delete(all.classes().resolve("app/Tools.class"));

        Compilation again = Compilation.lenient(folder, List.of(DRAW));

        assertThat(again.services(ServicesFile.KERNELS)).isEqualTo("app.DrawDispatcher$Definition # app.Draw\n");
    }

    @Test
    void leavesToTheCompilerWhatOnlyTheCompilerUnderstands() {
        Source broken = new Source(
                "Broken.java",
                "package app;\n" + IMPORTS
                        + "@Message(id = \"x\") record A(int x) {}\n"
                        + "@Message(id = Missing.ID) record B(@MaxLength(Missing.LIMIT) String x) {}\n"
                        + "@Message(id = 3) record C(int x, int x) {}\n"
                        + "@Message(id = 4, nothing = 1) record D(@MaxLength String x) {}\n"
                        + "@RingKernel final class E { @Handles void on(A a) {} }\n"
                        + "@RingKernel(id = Missing.ID, capacity = 1L, idle = Idle.NEVER) final class F {\n"
                        + "@Handles void on(D d, , Missing m) {} }");

        List<String> messages = Compilation.lenient(folder, List.of(broken)).messages();

        assertThat(messages).isNotEmpty().noneMatch(message -> message.contains("["));
        for (String line : broken.text().lines().skip(2).toList()) {
            Source one = new Source("One.java", "package app;\n" + IMPORTS + line);
            assertThat(Compilation.lenient(folder, List.of(one)).isSuccess())
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void goesOnWithTheOtherTypes() {
        Source wrong = new Source(
                "Wrong.java",
                "package app;\n" + IMPORTS + "@Message(id = 9) record Wrong(Object any, Thread thread) {}");
        Source user = new Source(
                "User.java",
                "package app;\n" + IMPORTS + "@Message(id = 8) record User(Wrong wrong) {}\n"
                        + "final class Uses { @RingKernel(id = \"uses\") static void on(User user) {} }");

        Compilation compilation = Compilation.lenient(folder, List.of(wrong, user, POINT, LINE));

        assertThat(compilation.messages()).hasSize(2).allMatch(message -> message.startsWith("Wrong.java:3: error: "));
        assertThat(compilation.generated().keySet()).containsExactly("app/LineCodec.java", "lib/PointCodec.java");
    }

    @Test
    void waitsForTheReaderOfAMessageInTheSameCompilation() {
        Compilation compilation = Compilation.lenient(folder, List.of(ERASE, LINE, POINT));

        assertThat(compilation.messages()).isEmpty();
        assertThat(compilation.generated().get("app/ToolsEraseDispatcher.java"))
                .contains("private final LineCodec.Reader lineReader = new LineCodec.Reader();")
                .contains("case LineCodec.TYPE_ID -> onLine(version, buffer, offset, length);")
                .contains("LineCodec.Reader message = lineReader.wrap(buffer, offset, length, version);");
    }
}
