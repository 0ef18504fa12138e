// SPDX-License-Identifier: Apache-2.0
/** Many messages at once. Start reading at {@code Meter}. */
@NullMarked
package io.ringkernel.examples.meter;

import org.jspecify.annotations.NullMarked;
