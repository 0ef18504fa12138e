// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

/** Puts the article before the name of a type: an int, a String, a UUID. */
final class Article {
    private Article() {}

    static String with(String name) {
        boolean isVowel = "AEIOaeio".indexOf(name.charAt(0)) >= 0;
        return (isVowel ? "an " : "a ") + name;
    }
}
