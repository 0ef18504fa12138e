// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/**
 * What can stand in an {@link ArrivalChain}, in one at a time.
 *
 * @param <T> the class itself
 */
abstract class Linked<T extends Linked<T>> {
    @Nullable
    T laterArrival;
}
