package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record GenericMessage<T>(int x) {} // error: [GenericMessage] 'GenericMessage' has type parameters, but bytes have one layout. Declare one record for each type that is sent.
