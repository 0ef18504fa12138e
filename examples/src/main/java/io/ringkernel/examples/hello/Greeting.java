// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.hello;

import io.ringkernel.annotation.Message;

/**
 * The greeting that was asked for.
 *
 * @param text of the greeting
 */
@Message(id = 0x0502)
public record Greeting(String text) {}
