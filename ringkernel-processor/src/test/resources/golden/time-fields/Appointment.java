package com.example;

import io.ringkernel.annotation.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

@Message(id = 0x0111)
record Appointment(
        Instant created,
        Duration length,
        LocalDate day,
        LocalTime time,
        LocalDateTime local,
        OffsetDateTime offset,
        ZonedDateTime zoned) {}
