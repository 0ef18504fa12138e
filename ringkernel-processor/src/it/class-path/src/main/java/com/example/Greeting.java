// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.Message;

/** What {@link Greet} asked for. */
@Message(id = 0x0502)
public record Greeting(String text) {}
