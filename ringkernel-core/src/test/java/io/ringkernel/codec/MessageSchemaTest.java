// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageSchemaTest {
    private static MessageSchema schema() {
        MessageSchema.Builder schema = MessageSchema.of(Codecs.of(CodecsTest.Known.class), "com.example.Order");
        schema.field("id", "long", 0, 8);
        schema.field("note", "String?", 8, 8).since(2).maxLength(80).defaultValue("a \"b\" \\ é\n");
        schema.field("side", "com.example.Side", 16, 4).constants("BUY", "SELL").formerNames("direction");
        schema.field("legs", "List<com.example.Leg>", 24, 8).maxCount(10).deprecated();
        schema.field("old", "int", 32, 4).reserved();
        return schema.build();
    }

    @Test
    void writesJson() {
        assertThat(schema().toJson()).isEqualTo("""
                        {
                          "name": "com.example.Order",
                          "id": "0x00000101",
                          "version": 1,
                          "blockLength": 0,
                          "maxEncodedLength": 0,
                          "fingerprint": "0x3D76FC60D06535CC",
                          "fields": [
                            {"name": "id", "type": "long", "offset": 0, "length": 8},
                            {"name": "note", "type": "String?", "offset": 8, "length": 8, "since": 2, "default": "a \\"b\\" \\\\ \\u00E9\\u000A", "maxLength": 80},
                            {"name": "side", "type": "com.example.Side", "offset": 16, "length": 4, "constants": ["BUY", "SELL"], "formerNames": ["direction"]},
                            {"name": "legs", "type": "List<com.example.Leg>", "offset": 24, "length": 8, "maxCount": 10, "deprecated": true},
                            {"name": "old", "type": "int", "offset": 32, "length": 4, "reserved": true}
                          ]
                        }
                        """);
    }

    @Test
    void writesJsonOfWhatIsNoField() {
        MessageSchema.Builder schema = MessageSchema.of(Codecs.of(CodecsTest.Known.class), "com.example.Book");
        schema.header("request", "UUID?", "correlation id");
        schema.use(Codecs.of(CodecsTest.Known.class));

        assertThat(schema.build().toJson()).endsWith("""
                          "fields": [],
                          "header": [
                            {"name": "request", "type": "UUID?", "field": "correlation id"}
                          ],
                          "uses": [
                            {
                              "name": "io.ringkernel.codec.CodecsTest.Known",
                              "id": "0x00000101",
                              "version": 1,
                              "blockLength": 0,
                              "maxEncodedLength": 0,
                              "fingerprint": "0xC92E48BA1E720430",
                              "fields": []
                            }
                          ]
                        }
                        """);
    }

    @Test
    void writesJsonOfAMessageWithoutFields() {
        MessageSchema schema =
                MessageSchema.of(Codecs.of(CodecsTest.Known.class), "Known").build();

        assertThat(schema.toJson()).endsWith("""
                          "fields": []
                        }
                        """);
    }

    @Test
    void findsFieldsByAllTheirNames() {
        assertThat(schema().field("side")).contains(schema().fields().get(2));
        assertThat(schema().field("direction")).contains(schema().fields().get(2));
        assertThat(schema().field("way")).isEmpty();
    }

    @Test
    void tellsWhatMayBeAbsent() {
        assertThat(schema().fields())
                .filteredOn(SchemaField::isNullable)
                .extracting(SchemaField::name)
                .containsExactly("note");
    }

    @Test
    void hasAFingerprintOfWhatReadersAndWritersAgreeOn() {
        MessageSchema.Builder other = MessageSchema.of(Codecs.of(CodecsTest.Known.class), "com.example.Purchase");
        other.field("id", "long", 0, 8).deprecated();
        MessageSchema.Builder renamed = MessageSchema.of(Codecs.of(CodecsTest.Known.class), "com.example.Order");
        renamed.field("key", "long", 0, 8);
        MessageSchema.Builder same = MessageSchema.of(Codecs.of(CodecsTest.Known.class), "com.example.Order");
        same.field("id", "long", 0, 8);

        assertThat(same.build().fingerprint())
                .isEqualTo(other.build().fingerprint())
                .isNotEqualTo(renamed.build().fingerprint());
    }
}
