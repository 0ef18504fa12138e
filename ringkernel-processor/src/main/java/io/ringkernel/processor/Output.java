// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.emit.GeneratedClass;
import javax.lang.model.element.TypeElement;

/** Takes what was generated. */
interface Output {
    /**
     * Writes a source file.
     *
     * @param generated source
     * @param origin    the one type it depends on
     */
    void write(GeneratedClass generated, TypeElement origin);
}
