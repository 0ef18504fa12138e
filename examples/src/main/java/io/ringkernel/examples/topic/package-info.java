// SPDX-License-Identifier: Apache-2.0
/** A kernel that receives in a loop, and hands events on to whoever subscribed. Start reading at {@code Topic}. */
@NullMarked
package io.ringkernel.examples.topic;

import org.jspecify.annotations.NullMarked;
