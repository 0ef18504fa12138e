// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String BEFORE = """
            {
              "messages": [
                {"name": "com.example.Order", "id": "0x00000101", "version": 2, "fields": [
                  {"name": "id", "type": "long", "offset": 0, "length": 8},
                  {"name": "count", "type": "int", "offset": 8, "length": 4},
                  {"name": "gone", "type": "int?", "offset": 12, "length": 5, "reserved": true},
                  {"name": "side", "type": "com.example.Side", "offset": 20, "length": 4},
                  {"name": "legs", "type": "List<com.example.Leg>", "offset": 24, "length": 8, "maxCount": 10},
                  {"name": "note", "type": "String?", "offset": 32, "length": 8, "since": 2, "maxLength": 80}
                ]},
                {"name": "com.example.Leg", "id": "0x00000102", "version": 1, "fields": []},
                {"name": "com.example.Old", "id": "0x00000103", "version": 1, "retired": true}
              ],
              "choices": [{"type": "com.example.Side", "names": ["BUY", "SELL"]}]
            }
            """;

    private static final String NEW = "\"maxLength\": 80}, {\"name\": \"price\", \"type\": \"double\", \"offset\": 40,"
            + " \"length\": 8, \"since\": SINCE}";

    @Test
    void findsNothingWhereNothingChanged() {
        assertThat(compare(text -> text)).isEmpty();
    }

    @Test
    void letsAMessageGrow() {
        assertThat(compare(text -> text.replace("\"version\": 2", "\"version\": 3")
                        .replace("\"maxLength\": 80}", NEW.replace("SINCE", "3"))))
                .as("a new field at the end")
                .isEmpty();
        assertThat(compare(
                        text -> text.replace("\"name\": \"count\"", "\"name\": \"n\", \"formerNames\": [\"count\"]")))
                .as("a new name for a field")
                .isEmpty();
        assertThat(compare(text -> text.replace(
                        "\"length\": 4},\n      {\"name\": \"gone\"",
                        "\"length\": 4," + " \"reserved\": true},\n      {\"name\": \"gone\"")))
                .as("a reservation")
                .isEmpty();
        assertThat(compare(text -> text.replace("\"SELL\"", "\"SELL\", \"CROSS\"")))
                .as("a new constant")
                .isEmpty();
        assertThat(compare(text -> text.replace("80", "81").replace("10}", "11}")))
                .as("a higher limit")
                .isEmpty();
        assertThat(compare(text -> text.replace("com.example.Leg", "com.example.Part")))
                .as("a new name for a message in another one")
                .isEmpty();
        assertThat(compare(text -> text.replace("com.example.Side", "com.example.Way")))
                .as("a new name for an enum")
                .isEmpty();
        assertThat(compare(text -> text.replace("com.example.Order", "com.example.Purchase")))
                .as("a new name for the message")
                .isEmpty();
    }

    @Test
    void findsAnIdThatIsNotItsOwn() {
        assertThat(compare(text -> text.replace("0x00000101", "0x00000105")))
                .containsExactly("ID -: [IdChanged] 'Order'"
                        + " has the type id 0x00000105, but 0x00000101 in the schema file, and in all messages that are stored"
                        + " or under way. Set @Message(id = 0x00000101).");
        assertThat(compare(text -> text.replace("0x00000101", "0x00000103")))
                .containsExactly("ID -: [IdReused] 'Order'"
                        + " has the type id 0x00000103, which was that of 'com.example.Old': messages that are stored or under"
                        + " way would be taken for the other. Set @Message(id) to a number that was never used.");
    }

    @Test
    void findsTheIdOfAMessageThatIsStillThere() {
        assertThat(compare(
                        text -> text.replace("com.example.Order", "com.example.Purchase"), Set.of("com.example.Order")))
                .containsExactly("ID -: [IdReused] 'Purchase' has the type id 0x00000101, which is that of"
                        + " 'com.example.Order': messages that are stored or under way would be taken for the other."
                        + " Set @Message(id) to a number that was never used.");
    }

    @Test
    void findsVersionsThatDoNotFit() {
        assertThat(compare(text -> text.replace("\"version\": 2", "\"version\": 1")))
                .containsExactly("VERSION -:"
                        + " [VersionLowered] the version of 'Order' is 1, but 2 in the schema file. Versions go up: set"
                        + " @Message(version = 2), or a higher one if a field is new.");
        assertThat(compare(text -> text.replace("\"maxLength\": 80}", NEW.replace("SINCE", "2"))))
                .containsExactly(
                        "FIELD price: [VersionNotRaised] 'price' is new, and the version of 'Order' is still 2: a reader cannot"
                                + " tell which messages have the field. Mark it @Since(3), at the end, and set"
                                + " @Message(version = 3).");
        assertThat(compare(text -> text.replace("\"version\": 2", "\"version\": 3")
                        .replace("\"maxLength\": 80}", NEW.replace("SINCE", "2"))))
                .containsExactly("FIELD price: [SinceMissing] 'price' is new, but messages of version 2 do not have it."
                        + " Put it at the end, and mark it @Since(3) or with a later version.");
        assertThat(compare(text -> text.replace("\"since\": 2, ", "")))
                .containsExactly(
                        "FIELD note: [SinceChanged]"
                                + " 'note' has been there since version 1, but since version 2 in the schema file. Mark it @Since(2).");
    }

    @Test
    void findsFieldsThatChanged() {
        assertThat(compare(text -> text.replace("\"count\", \"type\": \"int\"", "\"count\", \"type\": \"float\"")))
                .containsExactly("FIELD count: [FieldTypeChanged] 'count' is float, but int in the schema file: older"
                        + " readers and writers mean other bytes. Change it back; for the new type add a field of"
                        + " another name at the end, and mark the old one @Deprecated.");
        assertThat(compare(text -> text.replace("\"offset\": 20", "\"offset\": 24")
                        .replace("\"offset\": 24, \"length\": 8", "\"offset\": 28, \"length\": 8")))
                .containsExactly("FIELD side: [FieldMoved] 'side' begins at offset 24, but at 20 in the schema file,"
                        + " where older readers and writers expect it. Put the fields back into their order.");
        assertThat(compare(text -> text.replace("\"name\": \"count\"", "\"name\": \"n\"")))
                .containsExactly("FIELD n:"
                        + " [FieldRenamed] 'n' stands where the schema file has 'count'. If it is the same field, mark it"
                        + " @FormerName(\"count\"); if not, put it at the end as a new one, and mark the record"
                        + " @Reserved(name = \"count\", type = int.class, after = \"id\").");
    }

    @Test
    void findsFieldsThatAreGone() {
        assertThat(compare(text -> text.replaceAll("(?m)^ *\\{\"name\": \"side\".*\\n", "")))
                .containsExactly(
                        "MESSAGE -: [FieldRemoved] 'Order' has no field 'side', which is in the schema file. Put it back,"
                                + " @Deprecated if nobody is to use it, or keep its place: mark the record"
                                + " @Reserved(name = \"side\", type = int.class, after = \"count\").");
        assertThat(compare(text -> text.replaceAll("(?m)^ *\\{\"name\": \"legs\".*\\n", "")))
                .containsExactly(
                        "MESSAGE -: [FieldRemoved] 'Order' has no field 'legs', which is in the schema file. Put it back,"
                                + " @Deprecated if nobody is to use it, or keep its place: mark the record"
                                + " @Reserved(name = \"legs\", type = Object.class, after = \"side\").");
        assertThat(compare(text -> text.replaceAll("(?m)^ *\\{\"name\": \"gone\".*\\n", "")))
                .containsExactly(
                        "MESSAGE -: [ReservationRemoved] 'Order' no longer keeps the place of 'gone', which was removed: the"
                                + " fields behind it would move. Mark the record"
                                + " @Reserved(name = \"gone\", type = int.class, nullable = true, after = \"count\").");
    }

    @Test
    void findsReservationsThatDoNotFit() {
        assertThat(compare(text -> text.replace("\"length\": 5", "\"length\": 4")))
                .containsExactly("MESSAGE -:"
                        + " [ReservedLength] the place of 'gone' in 'Order' has 4 bytes, but 5 in the schema file, where it is"
                        + " int?. Set the type of the reservation to the one that the field had.");
        assertThat(compare(text -> text.replace("\"length\": 5, \"reserved\": true", "\"length\": 5")))
                .containsExactly(
                        "FIELD gone: [ReservedNameUsed] 'gone' has the name of a field that was removed from 'Order', and"
                                + " readers of names would take one for the other. Choose another name.");
    }

    @Test
    void findsAFieldThatTheHeaderHasNow() {
        assertThat(compare(text -> text.replaceAll("(?m)^ *\\{\"name\": \"count\".*\\n", "")
                        .replace(
                                "\"maxLength\": 80}\n    ]",
                                "\"maxLength\": 80}], \"header\": [{\"name\": \"count\", \"type\": \"int\", \"field\":"
                                        + " \"priority\"}]")))
                .containsExactly(
                        "FIELD count: [FieldBound] 'count' is bound to the priority of the header, but a field in"
                                + " the schema file, where older readers and writers have it. Remove the annotation; or give the"
                                + " component another name, and mark the record @Reserved(name = \"count\", type = int.class, after"
                                + " = \"id\").");
    }

    @Test
    void knowsGenericMessagesByTheirIds() {
        String page = "{\"name\": \"com.example.Page<com.example.Leg>\", \"id\": \"0x00000104\", \"version\": 1,"
                + " \"fields\": [{\"name\": \"number\", \"type\": \"int\", \"offset\": 0, \"length\": 4},"
                + " {\"name\": \"leg\", \"type\": \"com.example.Leg\", \"offset\": 8, \"length\": 8},"
                + " {\"name\": \"more\", \"type\": \"com.example.Page<com.example.Leg>?\", \"offset\": 16, \"length\": 8}]},";
        String before = BEFORE.replace("\"messages\": [", "\"messages\": [" + page)
                .replace("List<com.example.Leg>", "Map<com.example.Page<com.example.Leg>, com.example.Leg>");

        assertThat(compare(before, text -> text.replace("example.Page", "other.Sheet"), Set.of()))
                .as("a new name for the generic message")
                .isEmpty();
        assertThat(compare(before, text -> text.replace("com.example.Leg", "com.example.Part"), Set.of()))
                .as("a new name for what is in it")
                .isEmpty();
        assertThat(compare(before, text -> text.replace("0x00000104", "0x00000105"), Set.of()))
                .containsExactly(
                        "MESSAGE -: [UseIdChanged] 'Page<Leg>' has the type id 0x00000105, but 0x00000104 in the"
                                + " schema file, and in all messages that are stored or under way. It is computed from the ids"
                                + " of the messages in it, or from how one of its types may be absent: change that back.");
        assertThat(compare(
                        before, text -> text.replace("\"int\", \"offset\": 0", "\"float\", \"offset\": 0"), Set.of()))
                .containsExactly("FIELD number: [FieldTypeChanged] 'number' is float, but int in the schema file: older"
                        + " readers and writers mean other bytes. Change it back; for the new type add a field of"
                        + " another name at the end, and mark the old one @Deprecated.");
    }

    @Test
    void findsWhatCanNoLongerBeRead() {
        assertThat(compare(text -> text.replace("80", "79")))
                .containsExactly("FIELD note: [LimitLowered] @MaxLength 79"
                        + " of 'note' is less than 80 in the schema file: messages that were written before may be refused. Set"
                        + " @MaxLength(80), or a higher limit.");
        assertThat(compare(text -> text.replace("\"maxCount\": 10", "\"maxCount\": 9")))
                .containsExactly("FIELD legs:"
                        + " [LimitLowered] @MaxCount 9 of 'legs' is less than 10 in the schema file: messages that were written"
                        + " before may be refused. Set @MaxCount(10), or a higher limit.");
        assertThat(compare(text -> text.replace("\"SELL\"", "\"CROSS\"")))
                .containsExactly("FIELD side: [ChoiceRemoved]"
                        + " 'side' is of type com.example.Side, which is no longer SELL, as in the schema file: messages that"
                        + " have it cannot be read. Put it back, @Deprecated if nobody is to use it.");
    }

    @Test
    void findsDefaultsThatMeanSomethingElse() {
        String before =
                BEFORE.replace("\"since\": 2, \"maxLength\"", "\"since\": 2, \"default\": \"none\", \"maxLength\"");

        assertThat(compare(before, text -> text.replace("\"none\"", "\"-\""), Set.of()))
                .containsExactly(
                        "FIELD note: [DefaultChanged] the default of 'note' is \"-\", but \"none\" in the schema"
                                + " file: messages without the field, which are stored or under way, would mean something else."
                                + " Set @DefaultValue(\"none\"), or add a field of another name.");
        assertThat(compare(before, text -> text.replace(" \"default\": \"none\",", ""), Set.of()))
                .containsExactly(
                        "FIELD note: [DefaultChanged] the default of 'note' is not declared, but \"none\" in the"
                                + " schema file: messages without the field, which are stored or under way, would mean something"
                                + " else. Set @DefaultValue(\"none\"), or add a field of another name.");
        assertThat(compare(text -> text.replace("\"since\": 2,", "\"since\": 2, \"default\": \"x\",")))
                .containsExactly("FIELD note: [DefaultChanged] the default of 'note' is \"x\", but not declared in the"
                        + " schema file: messages without the field, which are stored or under way, would mean something"
                        + " else. Remove @DefaultValue, or add a field of another name.");
    }

    @Test
    void letsDefaultsBeSaidThatWereImplied() {
        UnaryOperator<String> says = text -> text.replace("\"length\": 4}", "\"length\": 4, \"default\": \"0\"}");
        assertThat(compare(says)).as("a field of the first version").isEmpty();

        String added = BEFORE.replace("\"offset\": 8, \"length\": 4}", "\"offset\": 8, \"length\": 4, \"since\": 2}");
        assertThat(compare(
                        added,
                        text -> text.replace("4, \"since\": 2", "4, \"since\": 2, \"default\": \"0\""),
                        Set.of()))
                .as("a number")
                .isEmpty();
        for (String type : List.of("float", "double")) {
            String fraction =
                    added.replace("\"type\": \"int\", \"offset\": 8", "\"type\": \"" + type + "\", \"offset\": 8");
            assertThat(compare(
                            fraction,
                            text -> text.replace("4, \"since\": 2", "4, \"since\": 2, \"default\": \"0.0\""),
                            Set.of()))
                    .as(type)
                    .isEmpty();
            assertThat(compare(
                            fraction.replace("4, \"since\": 2", "4, \"since\": 2, \"default\": \"0.50\""),
                            text -> text.replace("\"0.50\"", "\"5e-1\""),
                            Set.of()))
                    .as("another text for one " + type)
                    .isEmpty();
            assertThat(compare(
                            fraction,
                            text -> text.replace("4, \"since\": 2", "4, \"since\": 2, \"default\": \"-0.0\""),
                            Set.of()))
                    .containsExactly(
                            "FIELD count: [DefaultChanged] the default of 'count' is \"-0.0\", but not declared in"
                                    + " the schema file: messages without the field, which are stored or under way, would mean"
                                    + " something else. Remove @DefaultValue, or add a field of another name.");
        }
        String fallback = BEFORE.replace("\"SELL\"]", "\"SELL\"], \"fallback\": \"SELL\"")
                .replace("\"offset\": 20, \"length\": 4", "\"offset\": 20, \"length\": 4, \"since\": 2");
        assertThat(compare(
                        fallback,
                        text -> text.replace("4, \"since\": 2", "4, \"since\": 2, \"default\": \"SELL\""),
                        Set.of()))
                .as("an enum with a fallback")
                .isEmpty();
    }

    @Test
    void findsFallbacksThatAreGone() {
        String before = BEFORE.replace("\"SELL\"]", "\"SELL\"], \"fallback\": \"SELL\"");

        assertThat(compare(before, text -> text.replace(", \"fallback\": \"SELL\"", ""), Set.of()))
                .containsExactly(
                        "FIELD side: [FallbackChanged] 'side' is of type com.example.Side, whose @Fallback is none,"
                                + " but SELL in the schema file: what newer programs say, and messages without the field, would be"
                                + " refused or mean something else. Mark SELL @Fallback.");
        assertThat(compare(before, text -> text.replace("\"fallback\": \"SELL\"", "\"fallback\": \"BUY\""), Set.of()))
                .containsExactly(
                        "FIELD side: [FallbackChanged] 'side' is of type com.example.Side, whose @Fallback is BUY,"
                                + " but SELL in the schema file: what newer programs say, and messages without the field, would be"
                                + " refused or mean something else. Mark SELL @Fallback.");
        assertThat(compare(text -> text.replace("\"SELL\"]", "\"SELL\"], \"fallback\": \"SELL\"")))
                .as("a new fallback")
                .isEmpty();
    }

    @Test
    void findsAnIdThatMovedToAnotherMessage() {
        assertThat(compare(text -> text.replace("com.example.Order", "com.example.Quote")
                        .replace("\"count\", \"type\": \"int\"", "\"count\", \"type\": \"float\"")))
                .containsExactly(
                        "ID -: [IdMoved] 'Quote' has the type id 0x00000101 of 'com.example.Order', which is gone, and so"
                                + " is taken for that message under another name; but it does not fit. If 'Quote' is another"
                                + " message, set @Message(id) to a number that was never used; if it is the same one, mend"
                                + " what else is said of it here.",
                        "FIELD count: [FieldTypeChanged] 'count' is float, but int in the schema file: older"
                                + " readers and writers mean other bytes. Change it back; for the new type add a field of"
                                + " another name at the end, and mark the old one @Deprecated.");
    }

    private static List<String> compare(UnaryOperator<String> change) {
        return compare(change, Set.of());
    }

    private static List<String> compare(UnaryOperator<String> change, Set<String> alsoThere) {
        return compare(BEFORE, change, alsoThere);
    }

    private static List<String> compare(String before, UnaryOperator<String> change, Set<String> alsoThere) {
        SchemaFile recorded = parse(before);
        SchemaFile now = parse(change.apply(before));
        return now.messages().stream()
                .filter(message -> message.fields().size() > 2)
                .flatMap(message -> Comparison.of(recorded, now, message, alsoThere::contains).stream())
                .map(difference -> difference.spot() + " " + difference.field().orElse("-") + ": "
                        + "[" + difference.problem().tag() + "] "
                        + String.format(
                                Locale.ROOT,
                                difference.problem().format(),
                                difference.arguments().toArray()))
                .toList();
    }

    private static SchemaFile parse(String text) {
        try {
            return SchemaFile.parse(text);
        } catch (SchemaException e) {
            throw new AssertionError(e);
        }
    }
}
