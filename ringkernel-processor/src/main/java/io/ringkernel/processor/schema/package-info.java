// SPDX-License-Identifier: Apache-2.0
/**
 * The schema file: what is recorded of messages that were released, and what differs from it now. Uses
 * {@code model}, and {@code report} for the problems; knows nothing of files and of the compiler.
 */
package io.ringkernel.processor.schema;
