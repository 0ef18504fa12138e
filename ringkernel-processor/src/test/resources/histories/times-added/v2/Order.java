package com.example;

import io.ringkernel.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;

@Message(id = 1, version = 2)
record Order(
        long id,
        @Since(2) @DefaultValue("2026-01-31T12:00:00Z") Instant a,
        @Since(2) @DefaultValue("PT1.5S") Duration b,
        @Since(2) @DefaultValue("2026-01-31") LocalDate c,
        @Since(2) @DefaultValue("12:30:00.5") LocalTime d,
        @Since(2) @DefaultValue("2026-01-31T12:30") LocalDateTime e,
        @Since(2) @DefaultValue("2026-01-31T12:30:00+01:00") OffsetDateTime f,
        @Since(2) @DefaultValue("2026-01-31T12:30:00+01:00[Europe/Berlin]") ZonedDateTime g,
        @Since(2) @DefaultValue("12345678901234567890") BigInteger h,
        @Since(2) @DefaultValue("-12.50") BigDecimal i,
        @Since(2) BigInteger j,
        @Since(2) BigDecimal k) {}
