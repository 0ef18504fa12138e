package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;

/**
 * A text field beside fixed ones.
 *
 * @param jobId     of the work
 * @param amount    of the work
 * @param operation to apply
 */
@Message(id = 0x5B1D_7F02)
public record WorkRequest(long jobId, double amount, @MaxLength(232) String operation) {}
