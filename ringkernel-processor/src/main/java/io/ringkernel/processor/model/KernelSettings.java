// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * What the annotation of a kernel says.
 *
 * @param id           of the kernel
 * @param capacity     of each lane
 * @param slotLength   in bytes
 * @param backpressure name of the constant
 * @param execution    name of the constant
 * @param idle         name of the constant
 * @param producers    name of the constant
 * @param onFailure    name of the constant
 * @param reentrant    whether it handles others while a handler waits
 */
public record KernelSettings(
        Setting<String> id,
        Setting<Integer> capacity,
        Setting<Integer> slotLength,
        String backpressure,
        String execution,
        String idle,
        String producers,
        String onFailure,
        Setting<Boolean> reentrant) {}
