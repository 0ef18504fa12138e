// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

/** Says why a text is no schema file, and in which line. */
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1;

    SchemaException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
