// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

import io.ringkernel.processor.model.Place;

/** The place of what stands in no source. */
public enum Nowhere implements Place {
    /** The only one. */
    NOWHERE
}
