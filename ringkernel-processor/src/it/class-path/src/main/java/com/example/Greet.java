// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.Message;

/** Asks for a greeting. */
@Message(id = 0x0501)
public record Greet(String name, int times) {}
