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

    /** Turns {@code jobId} into {@code job_id}. */
    static String snakeCase(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1))) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }
}
