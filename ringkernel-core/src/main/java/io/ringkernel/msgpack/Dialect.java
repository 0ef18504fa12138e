// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** How messages are written. Whatever the dialect, both are read. */
enum Dialect {
    /** Keys are the names of the fields, a UUID is 16 bytes. */
    PLAIN {
        @Override
        String key(String field) {
            return field;
        }

        @Override
        boolean wrapsUuids() {
            return false;
        }
    },

    /** Keys are the names of the fields as Python writes them, a UUID is a map that PyDotCompute makes a UUID of. */
    PY_DOT_COMPUTE {
        @Override
        String key(String field) {
            return snakeCase(field);
        }

        @Override
        boolean wrapsUuids() {
            return true;
        }
    };

    /** The only key of a map that is a UUID of 16 bytes. */
    static final String UUID_BYTES = "__uuid_bin__";

    /** The only key of a map that is a UUID as text. */
    static final String UUID_TEXT = "__uuid__";

    abstract String key(String field);

    abstract boolean wrapsUuids();

    /**
     * Turns a name into what Python would call it: {@code jobId} into {@code job_id}, {@code HTTPServer} into {@code
     * http_server}. A word begins at a large letter behind another character, and at the last of several large letters if a
     * small one follows; digits belong to the word before them.
     */
    static String snakeCase(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            if (beginsWord(name, i)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(name.charAt(i)));
        }
        return text.toString();
    }

    private static boolean beginsWord(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i)) || name.charAt(i - 1) == '_') {
            return false;
        }
        return !Character.isUpperCase(name.charAt(i - 1))
                || i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    }
}
