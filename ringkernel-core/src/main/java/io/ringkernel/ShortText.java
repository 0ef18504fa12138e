// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.nio.charset.StandardCharsets;

/** A text of any origin and length, as a message of the runtime can carry it. */
final class ShortText {
    private ShortText() {}

    /**
     * Cuts a text between characters, and puts a question mark for each half of a surrogate pair, which no message carries.
     * Allocates nothing for a text that is short enough and has no surrogates.
     *
     * @param text    of any length
     * @param longest number of characters to keep; one outside of the basic plane counts as one
     * @return the text, or what it begins with
     */
    static String of(String text, int longest) {
        String whole =
                hasSurrogates(text) ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text;
        int count = Math.min(longest, whole.codePointCount(0, whole.length()));
        return whole.substring(0, whole.offsetByCodePoints(0, count));
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
