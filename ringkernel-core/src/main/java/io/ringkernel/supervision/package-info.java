// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of kernels that fail, and how others hear of it. Uses the annotations and what codecs stand on; the front door uses
 * it.
 */
@NullMarked
package io.ringkernel.supervision;

import org.jspecify.annotations.NullMarked;
