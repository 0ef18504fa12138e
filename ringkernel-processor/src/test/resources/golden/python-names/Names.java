package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MaxLength;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fields some of which Python would call alike, and one that has the name of a field of the header. */
@Message(id = 0x0120)
record Names(
        int jobId,
        @Nullable Integer job_id,
        @MaxLength(20) String HTTPServer,
        @Nullable Long userID2,
        @Nullable Integer eMail,
        @Nullable Integer EMail,
        UUID messageId) {}
