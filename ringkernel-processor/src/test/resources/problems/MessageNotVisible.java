package com.example;

import io.ringkernel.annotation.Message;

final class MessageNotVisible {
    @Message(id = 1)
    private record Hidden(int x) {} // error: [MessageNotVisible] 'Hidden' is private or in a private class; the generated MessageNotVisible_HiddenCodec cannot name it. Make it package-private.

    private static final class Deeper {
        @Message(id = 2)
        record Below(int x) {} // error: [MessageNotVisible] 'Below' is private or in a private class; the generated MessageNotVisible_Deeper_BelowCodec cannot name it. Make it package-private.
    }
}
