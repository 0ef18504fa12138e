package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.math.BigDecimal;
import java.math.BigInteger;

@Message(id = 0x0116)
record Invoice(BigInteger number, @MaxLength(24) BigDecimal amount) {}
