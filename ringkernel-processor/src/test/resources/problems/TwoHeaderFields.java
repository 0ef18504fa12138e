package com.example;

import io.ringkernel.annotation.CorrelationId;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.MessageId;
import java.util.UUID;

@Message(id = 1)
record Order(
        @MessageId @CorrelationId UUID id) {} // error: [TwoHeaderFields] 'id' is marked @MessageId and @CorrelationId. A component is bound to one field of the header: remove one of them.
