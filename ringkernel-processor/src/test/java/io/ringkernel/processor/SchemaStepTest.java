// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaStepTest {
    private static final String START = "package com.example;\nimport io.ringkernel.annotation.*;\n";
    private static final Source ORDER = new Source(
            "Order.java",
            START + "@Message(id = 0x0101, version = 2) @Reserved(name = \"old\", type = int.class, after = \"id\")\n"
                    + "record Order(long id, @FormerName(\"way\") Side side, @MaxLength(80) String note,\n"
                    + "@Since(2) @DefaultValue(\"7\") int count, @Since(2) @MaxCount(5) java.util.List<Leg> legs) {}\n"
                    + "enum Side { BUY, SELL }");
    private static final Source LEG =
            new Source("Leg.java", START + "@Message(id = 0x0102) record Leg(java.util.UUID key) {}");

    private static final String LEG_TEXT = """
                {
                  "name": "com.example.Leg",
                  "id": "0x00000102",
                  "version": 1,
                  "maxEncodedLength": 16,
                  "fields": [
                    {"name": "key", "type": "UUID", "offset": 0, "length": 16}
                  ]
                }""";

    private static final String ORDER_TEXT = """
                {
                  "name": "com.example.Order",
                  "id": "0x00000101",
                  "version": 2,
                  "maxEncodedLength": 288,
                  "fields": [
                    {"name": "id", "type": "long", "offset": 0, "length": 8},
                    {"name": "old", "type": "int", "offset": 8, "length": 4, "reserved": true},
                    {"name": "side", "type": "com.example.Side", "offset": 12, "length": 4, "formerNames": ["way"]},
                    {"name": "note", "type": "String", "offset": 16, "length": 8, "maxLength": 80},
                    {"name": "count", "type": "int", "offset": 24, "length": 4, "since": 2, "default": "7"},
                    {"name": "legs", "type": "List<com.example.Leg>", "offset": 32, "length": 8, "since": 2, "maxCount": 5}
                  ]
                }""";

    private static final String SIDE_TEXT = """
                {
                  "type": "com.example.Side",
                  "names": [
                    "BUY",
                    "SELL"
                  ]
                }""";

    private static final Source BOOK = new Source(
            "Book.java",
            START + "@Message(id = 0x0103) record Book(@MessageId java.util.UUID key, Page<Leg> page,"
                    + " @Sender java.util.Optional<String> from) {}");
    private static final Source PAGE = new Source(
            "Page.java",
            START.replace("\n", " ") + "import java.util.List;\n\n"
                    + "@Message(id = 0x0104) public record Page<T>(int number, List<T> items) {}");

    private static final String BOOK_TEXT = """
                {
                  "name": "com.example.Book",
                  "id": "0x00000103",
                  "version": 1,
                  "maxEncodedLength": 32808,
                  "fields": [
                    {"name": "page", "type": "com.example.Page<com.example.Leg>", "offset": 0, "length": 8}
                  ],
                  "header": [
                    {"name": "key", "type": "UUID", "field": "message id"},
                    {"name": "from", "type": "String?", "field": "sender"}
                  ]
                }""";

    private static final String PAGE_TEXT = """
                {
                  "name": "com.example.Page<com.example.Leg>",
                  "id": "0x07FEF9B7",
                  "version": 1,
                  "maxEncodedLength": 32792,
                  "fields": [
                    {"name": "number", "type": "int", "offset": 0, "length": 4},
                    {"name": "items", "type": "List<com.example.Leg>", "offset": 8, "length": 8, "maxCount": 1024}
                  ]
                }""";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("schemas/schema.json");
    }

    private Compilation compile(String update, Source... sources) {
        return Compilation.run(
                folder,
                List.of(),
                List.of(sources),
                List.of("-Aringkernel.schema=" + file(), "-Aringkernel.schema.update=" + update));
    }

    private static String text(List<String> messages, List<String> choices) {
        return "{\n" + array("messages", messages) + ",\n" + array("choices", choices) + "\n}\n";
    }

    private static String array(String name, List<String> elements) {
        return elements.isEmpty()
                ? "  \"" + name + "\": []"
                : "  \"" + name + "\": [\n"
                        + String.join(",\n", elements).indent(4).stripTrailing() + "\n  ]";
    }

    @Test
    void writesTheFileOnRequest() throws IOException {
        Compilation compilation = compile("true", ORDER, LEG);

        assertThat(compilation.messages()).isEmpty();
        assertThat(file()).hasContent(text(List.of(LEG_TEXT, ORDER_TEXT), List.of(SIDE_TEXT)));
        assertThat(compile("false", ORDER, LEG).messages()).isEmpty();
    }

    @Test
    void keepsWhatIsNotCompiledAsLongAsItIsThere() {
        compile("true", ORDER, LEG);

        Compilation again = compile("true", LEG);

        assertThat(again.messages()).isEmpty();
        assertThat(file()).hasContent(text(List.of(LEG_TEXT, ORDER_TEXT), List.of(SIDE_TEXT)));
    }

    @Test
    void recordsWhatTheHeaderAndGenericMessagesHave() {
        compile("true", BOOK, PAGE, LEG);

        assertThat(file()).hasContent(text(List.of(BOOK_TEXT, LEG_TEXT, PAGE_TEXT), List.of()));
        assertThat(compile("false", BOOK, PAGE, LEG).messages()).isEmpty();
        assertThat(compile("true", LEG).messages()).isEmpty();
        assertThat(file()).hasContent(text(List.of(BOOK_TEXT, LEG_TEXT, PAGE_TEXT), List.of()));
    }

    @Test
    void findsAChangeInAGenericMessageWhereItIsDeclared() {
        compile("true", BOOK, PAGE, LEG);
        Source moved =
                new Source("Page.java", PAGE.text().replace("int number, List<T> items", "List<T> items, int number"));
        Source gone = new Source("Page.java", PAGE.text().replace("int number, ", ""));

        assertThat(compile("false", BOOK, moved, LEG).messages())
                .containsExactly(
                        "Page.java:3: error: [FieldMoved] 'number' begins at offset 8, but at 0 in the schema file,"
                                + " where older readers and writers expect it. Put the fields back into their order.");
        assertThat(compile("false", BOOK, gone, LEG).messages())
                .containsExactly(
                        "Page.java:3: error: [FieldRemoved] 'Page<Leg>' has no field 'number', which is in the schema file."
                                + " Put it back, @Deprecated if nobody is to use it, or keep its place: mark the record"
                                + " @Reserved(name = \"number\", type = int.class).");
    }

    @Test
    void findsAChangeInAGenericMessageOfAnotherModuleWhereItIsUsed() {
        compile("true", BOOK, PAGE, LEG);
        Source moved =
                new Source("Page.java", PAGE.text().replace("int number, List<T> items", "List<T> items, int number"));
        Compilation library = Compilation.lenient(folder.resolve("library"), List.of(moved));
        assertThat(library.messages()).isEmpty();

        Compilation application = Compilation.run(
                folder.resolve("application"),
                List.of(library.classes()),
                List.of(BOOK, LEG),
                List.of("-Aringkernel.schema=" + file()));

        assertThat(application.messages())
                .containsExactly(
                        "Book.java:3: error: [FieldMoved] 'number' begins at offset 8, but at 0 in the schema file,"
                                + " where older readers and writers expect it. Put the fields back into their order.");
    }

    @Test
    void retiresWhatIsGone() throws IOException {
        compile("true", ORDER, LEG);
        Files.delete(folder.resolve("classes/com/example/Order.class"));
        assertThat(compile("false", LEG).messages())
                .hasSize(1)
                .first()
                .asString()
                .contains("[MessageGone]");

        Compilation again = compile("true", LEG);

        assertThat(again.messages()).isEmpty();
        assertThat(file())
                .hasContent(text(
                        List.of(
                                LEG_TEXT,
                                "{\"name\": \"com.example.Order\", \"id\": \"0x00000101\", \"version\": 2,"
                                        + " \"retired\": true}"),
                        List.of()));
        assertThat(compile("false", LEG).messages()).isEmpty();
    }

    @Test
    void writesNothingWhenSomethingIsWrong() throws IOException {
        compile("true", ORDER, LEG);
        String before = Files.readString(file());
        Source other = new Source("Leg.java", START + "@Message(id = 0x0102) record Leg(int key) {}");

        Compilation again = compile("true", ORDER, other);

        assertThat(again.messages()).hasSize(1).first().asString().contains("[FieldTypeChanged]");
        assertThat(file()).hasContent(before);
    }

    @Test
    void leavesAFileAloneThatIsUpToDate() throws IOException {
        compile("true", ORDER, LEG);
        FileTime time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file(), time);

        compile("true", ORDER, LEG);

        assertThat(Files.getLastModifiedTime(file())).isEqualTo(time);
    }

    @Test
    void doesNothingWithoutTheOption() {
        Compilation compilation =
                Compilation.run(folder, List.of(), List.of(LEG), List.of("-Aringkernel.schema.update=true"));

        assertThat(compilation.messages()).isEmpty();
        assertThat(file()).doesNotExist();
    }
}
