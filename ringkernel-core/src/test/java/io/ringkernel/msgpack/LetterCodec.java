// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** As short as the processor writes it. */
final class LetterCodec extends FieldsOnly<Letter> {
    static final LetterCodec INSTANCE = new LetterCodec();

    private LetterCodec() {
        super(Letter.class, 7, 2);
    }

    @Override
    public void pack(Letter message, MapWriter map) {
        map.put("a", message.a(), Forms.INT);
        map.put("priority", message.priority(), Forms.INT);
    }

    @Override
    public Letter unpack(MapReader map) {
        return new Letter(map.get("a", Forms.INT), map.get("priority", Forms.INT));
    }
}
