// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.MessageCodec;

/**
 * A codec that knows the msgpack form of its messages, too: a map with a key for each field. Written by the processor.
 *
 * @param <T> type of the record
 */
public interface MsgpackCodec<T> extends MessageCodec<T>, MapCodec<T> {}
