// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

/** How bad a problem is. */
public enum Severity {
    /** Nothing is generated, and compilation fails. */
    ERROR,
    /** It works, and may not tomorrow. */
    WARNING,
    /** It works, and could work better. */
    NOTE
}
