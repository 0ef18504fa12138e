// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFileTest {
    private static final String TEXT = """
            {
              "messages": [
                {
                  "name": "com.example.Order",
                  "id": "0x00000101",
                  "version": 3,
                  "maxEncodedLength": 70000,
                  "fields": [
                    {"name": "id", "type": "long", "offset": 0, "length": 8},
                    {"name": "note", "type": "String?", "offset": 8, "length": 8, "since": 2, "maxLength": 80},
                    {"name": "tags", "type": "List<String>", "offset": 16, "length": 8, "since": 3, "maxCount": 9},
                    {"name": "side", "type": "com.example.Side", "offset": 24, "length": 4, "since": 3, "default": "BUY", "formerNames": ["direction", "way"]},
                    {"name": "old", "type": "int", "offset": 28, "length": 4, "since": 3, "default": "\\"\\\\\\u000A\\u00E9", "reserved": true}
                  ],
                  "header": [
                    {"name": "request", "type": "UUID?", "field": "correlation id"},
                    {"name": "from", "type": "String", "field": "sender"}
                  ]
                },
                {"name": "com.example.Quote", "id": "0xFFFFFFFF", "version": 1, "retired": true},
                {
                  "name": "com.example.Tick",
                  "id": "0x00000102",
                  "version": 1,
                  "fields": []
                }
              ],
              "choices": [
                {
                  "type": "com.example.Side",
                  "names": [
                    "BUY",
                    "SELL"
                  ],
                  "fallback": "SELL"
                }
              ]
            }
            """;

    @Test
    void writesWhatItRead() throws SchemaException {
        assertThat(SchemaFile.parse(TEXT).text()).isEqualTo(TEXT);
    }

    @Test
    void writesThatItIsEmpty() throws SchemaException {
        String text = new SchemaFile().text();

        assertThat(text).isEqualTo("""
                        {
                          "messages": [],
                          "choices": []
                        }
                        """);
        assertThat(SchemaFile.parse(text).messages()).isEmpty();
    }

    @Test
    void readsWithoutRegardToLayout() throws SchemaException {
        SchemaFile file = SchemaFile.parse(TEXT.replaceAll("\\n *", "\r\n\t"));

        assertThat(file.text()).isEqualTo(TEXT);
    }

    @Test
    void findsByNameAndById() throws SchemaException {
        SchemaFile file = SchemaFile.parse(TEXT);

        assertThat(file.find("com.example.Tick").orElseThrow().id()).isEqualTo(0x0102);
        assertThat(file.find(-1).orElseThrow().name()).isEqualTo("com.example.Quote");
        assertThat(file.find(7)).isEmpty();
        assertThat(file.choices("com.example.Side")).containsExactly("BUY", "SELL");
        assertThat(file.choices("com.example.Colour")).isEmpty();
        assertThat(file.fallback("com.example.Side")).contains("SELL");
        assertThat(file.fallback("com.example.Colour")).isEmpty();
    }

    @Test
    void retiresWhatIsGoneAndKeepsWhatIsNotCompiled() throws SchemaException {
        SchemaFile file = SchemaFile.parse(TEXT);
        SchemaFile now = new SchemaFile();
        now.add(message("com.example.Trade", 0x0103));

        SchemaFile all = file.updated(now, name -> true);
        assertThat(all.messages())
                .extracting(RecordedMessage::name)
                .containsExactly("com.example.Order", "com.example.Quote", "com.example.Tick", "com.example.Trade");
        assertThat(all.find("com.example.Order")).isEqualTo(file.find("com.example.Order"));

        SchemaFile rest = file.updated(now, Set.of("com.example.Tick")::contains);
        assertThat(rest.messages()).extracting(RecordedMessage::isRetired).containsExactly(true, true, false, false);
        assertThat(rest.choices("com.example.Side")).isEmpty();
    }

    @Test
    void keepsARenamedMessageOnce() throws SchemaException {
        SchemaFile now = new SchemaFile();
        now.add(message("com.example.Beat", 0x0102));

        SchemaFile file = SchemaFile.parse(TEXT).updated(now, name -> false);

        assertThat(file.messages())
                .extracting(RecordedMessage::name)
                .containsExactly("com.example.Beat", "com.example.Order", "com.example.Quote");
    }

    @Test
    void keepsAGenericMessageAsLongAsAFieldHasIt() throws SchemaException {
        SchemaFile now = SchemaFile.parse(file(
                use("Page<com.example.Order>", 1, "List<com.example.Box<com.example.Order>>"),
                use("Box<com.example.Order>", 2, "com.example.Order"),
                use("Box<com.example.Order>", 3, "com.example.Order"),
                use("Sheet<com.example.Order>", 4, "int"),
                use("Book", 5, "com.example.Page<com.example.Order>?")));

        SchemaFile file = now.updated(new SchemaFile(), name -> true);

        assertThat(file.messages()).extracting(RecordedMessage::id).containsExactly(5, 2, 3, 1);
    }

    private static String file(String... messages) {
        return "{\"messages\": [" + String.join(", ", messages) + "], \"choices\": []}";
    }

    private static String use(String name, int id, String type) {
        return String.format(
                "{\"name\": \"com.example.%s\", \"id\": \"0x%08X\", \"version\": 1, \"fields\":"
                        + " [{\"name\": \"a\", \"type\": \"%s\", \"offset\": 0, \"length\": 8}]}",
                name, id, type);
    }

    private static RecordedMessage message(String name, int id) {
        return new RecordedMessage(name, id, 1, false, 0, List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | line 1: expected a value
            {  | line 1: expected '"'
            {"messages": [}  | line 1: expected a value, found '}'
            {"messages": []} | line 1: expected "choices"
            []               | line 1: expected an object
            {"messages": {}, "choices": []}     | line 1: expected an array
            {"messages": [], "choices": []} x   | line 1: expected the end of the file, found 'x'
            {"messages": [], "messages": []}    | line 1: "messages" stands twice in one object
            {"messages": [{"name": 7}], "choices": []}          | line 1: expected "name" to be a text
            {"messages": [{"name": "a", "id": "7"}]}            | line 1: expected "id" to be a text like "0x00000101"
            {"messages": [{"name": "a", "id": "0x100000000"}]}  | line 1: expected "id" to be a text like "0x00000101"
            {"messages": [{"name": "a", "id": "0x7", "version": 1.5}]}  | line 1: expected ',' or '}', found '.'
            {"messages": [{"name": "a", "id": "0x7", "version": 1, "retired": 1}]} | line 1: expected "retired" to be true or false
            {"messages": ["a\\q"]}    | line 1: expected an escape that JSON has
            {"messages": ["\\u12G4"]} | line 1: expected four hexadecimal digits, found 'G'
            {"messages": ["a          | line 1: expected '"' at the end of a text
            [[[[[[[[[[[[[[[[[[]       | line 1: expected less nesting
            """)
    void saysWhyATextIsNoSchemaFile(String text, String reason) {
        assertThatThrownBy(() -> SchemaFile.parse(text))
                .isExactlyInstanceOf(SchemaException.class)
                .hasMessage(reason);
    }

    @Test
    void namesTheLine() {
        assertThatThrownBy(() -> SchemaFile.parse(TEXT.replace("\"offset\": 8,", "\"offset\": eight,")))
                .hasMessage("line 10: expected a value, found 'e'");
        assertThatThrownBy(() -> SchemaFile.parse(TEXT.replace("Tick", "Order")))
                .hasMessage("line 21: message \"com.example.Order\" stands there twice");
    }
}
