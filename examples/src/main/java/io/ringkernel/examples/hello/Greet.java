// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.hello;

import io.ringkernel.annotation.Message;

/**
 * Asks for a greeting.
 *
 * @param name  of whom to greet
 * @param times how often
 */
@Message(id = 0x0501)
public record Greet(String name, int times) {}
