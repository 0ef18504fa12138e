// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * A message with what its header says.
 *
 * @param <T>           type of the message
 * @param message       itself
 * @param messageId     its id
 * @param correlationId id of the message it answers, or {@link MessageId#NONE}
 * @param priority      0 to 255
 * @param sender        id of the kernel it comes from
 */
public record Envelope<T>(T message, MessageId messageId, MessageId correlationId, int priority, String sender) {}
