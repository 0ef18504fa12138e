// SPDX-License-Identifier: Apache-2.0
package com.example;

import io.ringkernel.annotation.Message;

/** What somebody asks for. */
@Message(id = 0x0102)
public record Quote(long id, double price) {}
