// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Nested;

/** Where in a message a value stands, as the texts of exceptions say it: {@code Order.legs[2].price}. */
final class Path {
    /** The most messages that may be around a message. */
    static final int DEEPEST = Nested.DEEPEST;

    private final StringBuilder text;
    private int depth;

    Path(String message) {
        this.text = new StringBuilder(message);
    }

    /** {@return where to {@link #leave} to} */
    int enter(String field) {
        int mark = text.length();
        text.append('.').append(field);
        return mark;
    }

    int enter(int index) {
        int mark = text.length();
        text.append('[').append(index).append(']');
        return mark;
    }

    void leave(int mark) {
        text.setLength(mark);
    }

    void openMessage() {
        if (++depth > DEEPEST) {
            throw new CodecException("messages nest too deep: field=" + this + ", limit=" + DEEPEST);
        }
    }

    void closeMessage() {
        depth--;
    }

    /** {@return what follows the rule in the text of an exception} */
    String place() {
        return (text.indexOf(".") < 0 ? ": message=" : ": field=") + text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
