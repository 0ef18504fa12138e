package com.example;

import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Reserved;
import java.util.List;
import java.util.Optional;

@Message(id = 1, version = 2)
@Reserved(name = "note", type = Optional.class, after = "id")
@Reserved(name = "nothing", type = void.class, after = "id")
@Reserved(name = "tags", type = List.class, after = "id")
record Order(long id) {} // error: [ReservedType] the place of 'note' is reserved for Optional, which does not say how long it was. Set the type to that of the value, and nullable = true for what was an Optional. // error: [ReservedType] the place of 'nothing' is reserved for void, which does not say how long it was. Set the type to that of the value, and nullable = true for what was an Optional.
