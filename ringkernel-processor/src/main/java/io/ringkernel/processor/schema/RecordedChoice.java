// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import java.util.List;
import java.util.Optional;

/**
 * A type that is one of several, as the schema file has it.
 *
 * @param type     fully qualified name of an enum or a sealed interface
 * @param names    of its constants on the wire, or of its messages
 * @param fallback the constant that is read in place of one that the reader does not know, if there is one
 */
public record RecordedChoice(String type, List<String> names, Optional<String> fallback) {}
