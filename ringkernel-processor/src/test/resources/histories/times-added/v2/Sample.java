package com.example;

import java.math.*;
import java.time.*;
import java.util.*;
final class Sample {
    static Object sample() {
        return new Order(2, Instant.EPOCH, Duration.ofMillis(1), LocalDate.EPOCH, LocalTime.NOON, LocalDate.EPOCH.atStartOfDay(), LocalDate.EPOCH.atStartOfDay().atOffset(ZoneOffset.UTC), LocalDate.EPOCH.atStartOfDay(ZoneId.of("Europe/Paris")), BigInteger.TWO, BigDecimal.TEN, BigInteger.ONE, BigDecimal.ONE);
    }
}
