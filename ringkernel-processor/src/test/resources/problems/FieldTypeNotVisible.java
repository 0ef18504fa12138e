package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record FieldTypeNotVisible(FieldTypeNotVisible.Level level) { // error: [FieldTypeNotVisible] 'level' is of type Level, which is private; the generated FieldTypeNotVisibleCodec cannot name it. Make it package-private.
    private enum Level {
        LOW
    }
}
