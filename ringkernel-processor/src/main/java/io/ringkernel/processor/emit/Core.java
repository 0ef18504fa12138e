// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.source.AnnotationSpec;
import io.ringkernel.processor.source.ClassName;

/** The classes that generated code names. The processor knows them by name only. */
final class Core {
    static final ClassName MESSAGE_BUFFER = ClassName.get("io.ringkernel.buffer", "MessageBuffer");
    static final ClassName BUFFER_REF = ClassName.get("io.ringkernel.buffer", "BufferRef");
    static final ClassName MESSAGE_CODEC = ClassName.get("io.ringkernel.codec", "MessageCodec");
    static final ClassName RECORD_CODEC = ClassName.get("io.ringkernel.codec", "RecordCodec");
    static final ClassName MAP_CODEC = ClassName.get("io.ringkernel.msgpack", "MapCodec");
    static final ClassName MSGPACK_CODEC = ClassName.get("io.ringkernel.msgpack", "MsgpackCodec");
    static final ClassName MAP_WRITER = ClassName.get("io.ringkernel.msgpack", "MapWriter");
    static final ClassName MAP_READER = ClassName.get("io.ringkernel.msgpack", "MapReader");
    static final ClassName FORMS = ClassName.get("io.ringkernel.msgpack", "Forms");
    static final ClassName MESSAGE_DEFINITION = ClassName.get("io.ringkernel.codec", "MessageDefinition");
    static final ClassName MESSAGE_SCHEMA = ClassName.get("io.ringkernel.codec", "MessageSchema");
    static final ClassName CODEC_EXCEPTION = ClassName.get("io.ringkernel.codec", "CodecException");
    static final ClassName MESSAGE_HEADER = ClassName.get("io.ringkernel.codec", "MessageHeader");
    static final ClassName HEADER_FIELDS = ClassName.get("io.ringkernel.codec", "HeaderFields");
    static final ClassName MESSAGE_ID = ClassName.get("io.ringkernel", "MessageId");
    static final ClassName MESSAGE_READER = ClassName.get("io.ringkernel.codec", "MessageReader");
    static final ClassName MESSAGE_WRITER = ClassName.get("io.ringkernel.codec", "MessageWriter");
    static final ClassName NESTED = ClassName.get("io.ringkernel.codec", "Nested");
    static final ClassName ENUM_CODES = ClassName.get("io.ringkernel.codec", "EnumCodes");
    static final ClassName ELEMENT = ClassName.get("io.ringkernel.codec", "Element");
    static final ClassName ELEMENTS = ClassName.get("io.ringkernel.codec", "Elements");
    static final ClassName TAIL_REF = ClassName.get("io.ringkernel.codec", "TailRef");
    static final ClassName TIMES = ClassName.get("io.ringkernel.codec", "Times");
    static final ClassName BIG_NUMBERS = ClassName.get("io.ringkernel.codec", "BigNumbers");
    static final ClassName UTF_8 = ClassName.get("io.ringkernel.codec", "Utf8");
    static final ClassName WIRE = ClassName.get("io.ringkernel.codec", "Wire");
    static final ClassName KERNEL_CONTEXT = ClassName.get("io.ringkernel", "KernelContext");
    static final ClassName KERNEL_DEFINITION = ClassName.get("io.ringkernel", "KernelDefinition");
    static final ClassName KERNEL_DISPATCHER = ClassName.get("io.ringkernel", "KernelDispatcher");
    static final ClassName HOOKED_DISPATCHER = ClassName.get("io.ringkernel", "HookedDispatcher");
    static final ClassName KERNEL_LOOP = ClassName.get("io.ringkernel", "KernelLoop");
    static final ClassName KERNEL_SETTINGS = ClassName.get("io.ringkernel", "KernelSettings");
    static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

    private Core() {}

    /** The annotation of a definition, by which it gets into the list of the service loader. */
    static AnnotationSpec listed(String origin) {
        return AnnotationSpec.of(annotation("Listed"), origin);
    }

    static ClassName annotation(String name) {
        return ClassName.get("io.ringkernel.annotation", name);
    }

    static ClassName name(TypeName type) {
        return ClassName.get(type.packageName(), type.simpleNames());
    }

    static ClassName codec(TypeName message) {
        return name(message.codec());
    }

    static ClassName reader(TypeName message) {
        return name(message.codec().nested("Reader"));
    }

    static ClassName writer(TypeName message) {
        return name(message.codec().nested("Writer"));
    }
}
