// SPDX-License-Identifier: Apache-2.0
/**
 * What can be wrong, {@link io.ringkernel.processor.report.Problem}, and how it reaches the user.
 *
 * <p>May use {@code model} and {@code javax}.
 */
package io.ringkernel.processor.report;
