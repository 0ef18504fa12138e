// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

import java.util.Locale;

/**
 * Everything the processor can find wrong. The tag printed is the constant in CamelCase; docs/problems.md explains each.
 */
public enum Problem {
    /** {@code @Message} on something else. */
    NOT_A_RECORD("'%s' is %s. @Message marks records: their components are the fields on the wire. %s"),
    /** A private message. */
    MESSAGE_NOT_VISIBLE(
            "'%s' is private or in a private class; the generated %s cannot name it. Make it package-private."),
    /** A message with type parameters. */
    GENERIC_MESSAGE(
            "'%s' is of type %s without type arguments, but bytes have one layout. Say what is in it, as in %s<String>."),
    /** More generic messages in a message than there may be. */
    TOO_MANY_USES(
            "'%s' is of type %s, one more than the %d uses of generic messages that a message can have. Put some of the fields"
                    + " into a record marked @Message, and nest that."),
    /** A type that cannot be carried. */
    UNSUPPORTED_FIELD_TYPE("'%s' is of type %s, %s no form on the wire. %s"),
    /** A private enum or sealed interface. */
    FIELD_TYPE_NOT_VISIBLE(
            "'%s' is of type %s, which is private; the generated %s cannot name it. Make it package-private."),
    /** An enum, a message or a sealed interface that only another package sees. */
    FIELD_TYPE_OUT_OF_REACH(
            "'%s' needs %s, which only the package %s sees; the generated %s is in another one and cannot name it. Make it public."),
    /** An enum without constants. */
    EMPTY_ENUM("'%s' is of type %s, an enum without constants, and has no value to carry. Remove the field."),
    /** Two constants with one code. */
    ENUM_CODE_COLLISION(
            "'%s' is of type %s, whose constants %s and %s have the same code on the wire, 0x%08X. Codes come from the names:"
                    + " rename one of the constants."),
    /** Two constants for unknown codes. */
    TWO_FALLBACKS(
            "'%s' is of type %s, whose constants %s and %s are both marked @Fallback. One constant stands for every code that is not"
                    + " known: remove the annotation from the other."),
    /** A constant for unknown codes that is none. */
    FALLBACK_OUTSIDE_ENUM(
            "'%s' is marked @Fallback, but is no constant of an enum. Mark the constant that stands for every code that is not"
                    + " known, in the enum itself, or remove the annotation."),
    /** A limit that is no limit. */
    LIMIT_OUT_OF_RANGE("@MaxLength(%d) of '%s' is out of range. A limit is 1 to %d bytes."),
    /** An array where values are compared. */
    ARRAY_AS_KEY(
            "'%s' is of type %s, whose %s, and an array is equal to no other. Use a List in place of the array, or a String"
                    + " for bytes."),
    /** A count that is no limit. */
    COUNT_OUT_OF_RANGE("@MaxCount(%d) of '%s' is out of range. A count is 1 to %d elements."),
    /** A count on a field without elements. */
    COUNT_ON_WRONG_TYPE("'%s' is of type %s; @MaxCount limits the elements of a list, a set, a map or an array. %s"),
    /** A limit on a field of fixed length. */
    LIMIT_ON_WRONG_TYPE("'%s' is of type %s; @MaxLength limits the bytes of a String, a byte[] or a big number. %s"),
    /** A field that cannot be null. */
    NULLABLE_ON_WRONG_TYPE("'%s' is of type %s, which is never null. Remove @Nullable%s."),
    /** A header field that the header cannot give. */
    HEADER_FIELD_TYPE(
            "'%s' is of type %s, but %s binds %s to the header. Change the type, or remove the annotation: then the component is a"
                    + " field like any other."),
    /** A header field twice. */
    DUPLICATE_HEADER_FIELD(
            "'%s' and '%s' are both marked %s. A header has one: remove the annotation from one of them."),
    /** A component that is two header fields. */
    TWO_HEADER_FIELDS("'%s' is marked %s and %s. A component is bound to one field of the header: remove one of them."),
    /** A limit on a header field. */
    LIMIT_ON_HEADER_FIELD(
            "'%s' is bound to the header by %s and takes no room among the fields, so there is nothing for @%s to limit."
                    + " Remove it."),
    /** A message with header fields in another message. */
    HEADER_FIELDS_IN_NESTED(
            "'%s' carries %s, which has components that are bound to the header, and a message in a message has no header."
                    + " Send the %s by itself, or nest a record without them."),
    /** An annotation of a component that is in no message. */
    MARK_OUTSIDE_MESSAGE(
            "'%s' is marked %s, but '%s' is no message, so nobody looks at it. Mark the record @Message, or remove the"
                    + " annotation."),
    /** A version outside its range. */
    VERSION_OUT_OF_RANGE("the version of '%s' is %d. A version is 1 to %d."),
    /** A priority outside its range. */
    PRIORITY_OUT_OF_RANGE("the priority of '%s' is %d. A priority is %d to %d, higher first, and 128 if none is set."),
    /** A deadline before the send. */
    DEADLINE_OUT_OF_RANGE(
            "the deadline of '%s' is %d ms. A deadline is 1 ms or more, from the send on, or 0 for none."),
    /** An id that depends on the name. */
    UNSTABLE_TYPE_ID(
            Severity.WARNING,
            "the type id of '%s' comes from its name and will change if you rename it. Set @Message(id = 0x%08X) to"
                    + " keep it."),
    /** An id that is not the user's. */
    RESERVED_TYPE_ID("'%s' has the type id 0x%08X. Those from 0xFFFFFF00 on are of the runtime's own messages: set"
            + " @Message(id) to another number."),
    /** Two messages with one id. */
    DUPLICATE_TYPE_ID("'%s' has the type id 0x%08X, as '%s' has. Set @Message(id) of one of them to another number."),
    /** A message that cannot be without another of its type. */
    RECURSIVE_MESSAGE(
            "'%s' makes %s contain itself without an end: %s. Make it @Nullable, an Optional or a List, so that there"
                    + " can be a last one."),
    /** A limit of a message that is none, or too small for it. */
    MAX_LENGTH_OUT_OF_RANGE(
            "the maxLength of '%s' is %d. It is at least %d bytes, which the fixed fields take, and at most %d."),
    /** A generated name that is taken. */
    NAME_COLLISION("the class generated for '%s' would be named %s, and so is %s. Rename one of the two."),
    /** Generated classes whose files some file systems take for one. */
    NAMES_DIFFER_IN_CASE(
            Severity.NOTE,
            "the class generated for '%s' is named %s, and %s is named %s, which differs in the case of letters only. Where the"
                    + " case of a file name does not count, as on Windows and macOS, one file replaces the other: rename one of"
                    + " the two."),
    /** Generated code without what it is made of. */
    CORE_MISSING(
            "what is generated for '%s' needs the classes of ringkernel-core, which cannot be seen from here. Add the dependency"
                    + " io.ringkernel:ringkernel-core; a module also needs 'requires io.ringkernel.core'."),
    /** A class that generated code names, and that javac does not want to be named. */
    AUXILIARY_CLASS(
            Severity.NOTE,
            "'%s' is in %s, and generated code in another file names it. That works, but a javac that was told to warn of it"
                    + " (-Xlint:auxiliaryclass, or all) does so in the generated code. Move it to %s, or into another class."),
    /** A message without a codec. */
    CODEC_MISSING("'%s' needs %s, which is not there: %s was compiled without the processor. Compile its module with"
            + " ringkernel-processor on the processor path."),
    /** A type that never appears. */
    UNRESOLVED_TYPE(
            "'%s' names a type that does not exist: %s. A codec exists for each record marked @Message; check the name"
                    + " and the import."),

    /** A field from a version that is not there. */
    SINCE_OUT_OF_RANGE(
            "@Since(%d) of '%s' is out of range: the version of '%s' is %d. Name the version that has the field first, 1 or"
                    + " later; if that is a new one, raise @Message(version)."),
    /** A new field in front of an old one. */
    SINCE_DECREASES(
            "'%s' has been there since version %d, and stands behind '%s', which is new in version %d. New fields go to"
                    + " the end, where they move no other: swap them, or mark '%s' with the version that added it."),
    /** A default that is no value of its type. */
    BAD_DEFAULT("@DefaultValue(\"%s\") cannot be the value of '%s', which is of type %s. Write %s."),
    /** A default of a type without a text form. */
    DEFAULT_ON_WRONG_TYPE(
            "'%s' is of type %s, which cannot be written as a text. Remove @DefaultValue; where the field may be missing,"
                    + " mark it @Nullable."),
    /** A new field that old messages have no value for. */
    DEFAULT_MISSING(
            "'%s' is of type %s and new in version %d: what is its value in an older message? Add @DefaultValue, or mark it"
                    + " @Nullable."),
    /** A new field of a type that has no value for old messages. */
    NULLABLE_MISSING(
            "'%s' is of type %s and new in version %d, but no value of that type can stand for it in an older message. Mark it"
                    + " @Nullable."),
    /** A field that is to go, but cannot. */
    DEPRECATED_FOR_REMOVAL(
            "'%s' is marked @Deprecated(forRemoval = true), which nothing that uses it can silence, not even its codec."
                    + " Mark it @Deprecated alone; to remove it, put @Reserved on '%s' in its place."),
    /** A former name that means another field. */
    FORMER_NAME_TAKEN("'%s' cannot have had the name '%s': it is a name of '%s'. A name means one field for good."),
    /** A reserved name that is used. */
    RESERVED_NAME_USED(
            "'%s' has the name of a field that was removed from '%s', and readers of names would take one for the other."
                    + " Choose another name."),
    /** A reservation that does not say how long it is. */
    RESERVED_TYPE(
            "the place of '%s' is reserved for %s, which does not say how long it was. Set the type to that of the value, and"
                    + " nullable = true for what was an Optional."),
    /** A reservation without a place. */
    RESERVED_BEHIND_NOTHING(
            "the place of '%s' is reserved after '%s', but '%s' has no such field. Name the field that stood before it;"
                    + " leave it out if there was none."),

    /** No schema file where one is named. */
    SCHEMA_FILE_MISSING(
            "there is no schema file %s. Write it with -Aringkernel.schema.update=true, or remove the option"
                    + " ringkernel.schema."),
    /** A schema file that cannot be read. */
    SCHEMA_FILE_BROKEN("%s is no schema file: %s. Restore it from version control, or delete it and write it again with"
            + " -Aringkernel.schema.update=true."),
    /** A message that was released and is gone. */
    MESSAGE_GONE("'%s' is in the schema file, but no such message exists. If it was removed, compile everything with"
            + " -Aringkernel.schema.update=true: its id 0x%08X stays reserved."),
    /** An id that means another message. */
    ID_REUSED("'%s' has the type id 0x%08X, which %s of '%s': messages that are stored or under way would be taken for"
            + " the other. Set @Message(id) to a number that was never used."),
    /** An id of a message of another name, with other fields. */
    ID_MOVED(
            "'%s' has the type id 0x%08X of '%s', which is gone, and so is taken for that message under another name; but it"
                    + " does not fit. If '%s' is another message, set @Message(id) to a number that was never used; if it is the same"
                    + " one, mend what else is said of it here."),
    /** An id that was released and changed. */
    ID_CHANGED(
            "'%s' has the type id 0x%08X, but 0x%08X in the schema file, and in all messages that are stored or under"
                    + " way. Set @Message(id = 0x%08X)."),
    /** An id of a generic message with types for its parameters that changed with one of theirs. */
    USE_ID_CHANGED(
            "'%s' has the type id 0x%08X, but 0x%08X in the schema file, and in all messages that are stored or under"
                    + " way. It is computed from the ids of the messages in it, or from how one of its types may be absent:"
                    + " change that back."),
    /** A version that goes back. */
    VERSION_LOWERED(
            "the version of '%s' is %d, but %d in the schema file. Versions go up: set @Message(version = %d), or a"
                    + " higher one if a field is new."),
    /** A new field in an old version. */
    VERSION_NOT_RAISED(
            "'%s' is new, and the version of '%s' is still %d: a reader cannot tell which messages have the field. Mark"
                    + " it @Since(%d), at the end, and set @Message(version = %d)."),
    /** A new field that claims to be old. */
    SINCE_MISSING(
            "'%s' is new, but messages of version %d do not have it. Put it at the end, and mark it @Since(%d) or with"
                    + " a later version."),
    /** A field that changed its version. */
    SINCE_CHANGED("'%s' has been there since version %d, but since version %d in the schema file. Mark it @Since(%d)."),
    /** A field with other bytes. */
    FIELD_TYPE_CHANGED(
            "'%s' is %s, but %s in the schema file: older readers and writers mean other bytes. Change it back; for the"
                    + " new type add a field of another name at the end, and mark the old one @Deprecated."),
    /** A field in another place. */
    FIELD_MOVED(
            "'%s' begins at offset %d, but at %d in the schema file, where older readers and writers expect it. Put the"
                    + " fields back into their order."),
    /** A field with another name. */
    FIELD_RENAMED(
            "'%s' stands where the schema file has '%s'. If it is the same field, mark it @FormerName(\"%s\"); if not,"
                    + " put it at the end as a new one, and mark the record %s."),
    /** A field that is gone. */
    FIELD_REMOVED(
            "'%s' has no field '%s', which is in the schema file. Put it back, @Deprecated if nobody is to use it, or"
                    + " keep its place: mark the record %s."),
    /** A field that became a part of the header. */
    FIELD_BOUND(
            "'%s' is bound to the %s of the header, but a field in the schema file, where older readers and writers have it."
                    + " Remove the annotation; or give the component another name, and mark the record %s."),
    /** A place that is no longer kept. */
    RESERVATION_REMOVED(
            "'%s' no longer keeps the place of '%s', which was removed: the fields behind it would move. Mark the record"
                    + " %s."),
    /** A place of another length. */
    RESERVED_LENGTH(
            "the place of '%s' in '%s' has %d bytes, but %d in the schema file, where it is %s. Set the type of the"
                    + " reservation to the one that the field had."),
    /** A limit below what messages have. */
    LIMIT_LOWERED(
            "@%s %d of '%s' is less than %d in the schema file: messages that were written before may be refused. Set"
                    + " %s, or a higher limit."),
    /** A message that may be shorter than messages were. */
    MAX_LENGTH_LOWERED(
            "the maxLength of '%s' is %d, but in the schema file its messages have up to %d bytes: what was written before"
                    + " may be refused, and cannot be written again. Set @Message(maxLength = %d), or a higher limit."),
    /** A default that means something else. */
    DEFAULT_CHANGED(
            "the default of '%s' is %s, but %s in the schema file: messages without the field, which are stored or under"
                    + " way, would mean something else. %s, or add a field of another name."),
    /** Another constant for unknown ones, or none. */
    FALLBACK_CHANGED(
            "'%s' is of type %s, whose @Fallback is %s, but %s in the schema file: what newer programs say, and messages"
                    + " without the field, would be refused or mean something else. Mark %s @Fallback."),
    /** A constant or a message that can no longer be read. */
    CHOICE_REMOVED(
            "'%s' is of type %s, which is no longer %s, as in the schema file: messages that have it cannot be read. Put"
                    + " it back, @Deprecated if nobody is to use it."),

    /** {@code @RingKernel} on something that has no instances of its own. */
    NOT_A_KERNEL(
            "'%s' is %s. @RingKernel marks a class with @Handles methods, or a static method that takes a message."),
    /** A private kernel. */
    KERNEL_NOT_VISIBLE(
            "'%s' is private or in a private class; the generated %s cannot name it. Make it package-private."),
    /** A kernel that cannot be instantiated. */
    ABSTRACT_KERNEL(
            "'%s' is abstract, and a kernel is an object. Make it a class of its own, or mark the classes that extend it."),
    /** A kernel with type parameters. */
    GENERIC_KERNEL("'%s' has type parameters. A kernel handles messages of known types: remove them."),
    /** A kernel that needs an outer instance. */
    INNER_KERNEL("'%s' is an inner class and has no instance without one of %s. Make it static."),
    /** A method that needs an instance. */
    KERNEL_METHOD_NOT_STATIC(
            "'%s' is not static. A method that is a kernel has no instance: make it static, or mark the class and"
                    + " put @Handles on the method."),
    /** A kernel that handles nothing. */
    NO_HANDLERS(
            "'%s' handles no message. Put @Handles on the methods that take its messages; those of a superclass do not count."),
    /** Two handlers of one message. */
    DUPLICATE_HANDLER("'%s' and '%s' both take %s. A kernel handles each message in one place: make them one method."),
    /** A private handler. */
    HANDLER_NOT_VISIBLE("'%s' is private; the generated %s cannot call it. Make it package-private."),
    /** A static handler. */
    STATIC_HANDLER("'%s' is static. A handler belongs to an instance: remove static, or mark the method @RingKernel."),
    /** A handler of nobody. */
    HANDLES_OUTSIDE_KERNEL(
            "'%s' is a handler, but '%s' is no kernel. Mark the class @RingKernel; a subclass does not inherit handlers, and a"
                    + " method that is a kernel itself is no handler."),
    /** Parameters no dispatcher can give. */
    HANDLER_PARAMETERS(
            "'%s' takes (%s). A handler takes one message first, and behind it a ReplyTo and the KernelContext if it wants"
                    + " them."),
    /** A loop that does not say what it receives. */
    LOOP_RECEIVES_NOTHING(
            "'%s' takes the KernelContext alone, to receive in a loop, and does not say what. Name its messages:"
                    + " @RingKernel(receives = {…}); or take one as the first parameter, to be called for each."),
    /** A loop that returns something. */
    LOOP_RETURNS(
            "'%s' returns %s. A loop runs until its kernel ends, and answers with KernelContext.reply: make it void."),
    /** Messages named for who says them already. */
    RECEIVES_OUTSIDE_LOOP(
            "'%s' is called for each message, and its handlers say which. Remove receives, or take the KernelContext"
                    + " alone to receive in a loop."),
    /** A parameter that is no message. */
    NOT_A_MESSAGE("'%s' takes %s, which is no message. %s"),
    /** A sealed interface with something else behind it. */
    PERMITS_NO_MESSAGE(
            "'%s' uses %s, which permits %s. All that implements a sealed interface in a message must be a record marked"
                    + " @Message: mark it, or take it out of the interface."),
    /** A return type that is no message. */
    REPLY_NOT_A_MESSAGE("'%s' returns %s, which is no message. %s"),
    /** A type of answers that are no messages. */
    REPLY_TO_NO_MESSAGE("'%s' takes a %s, which names no message. %s"),
    /** An answer beside the one that is taken out. */
    REPLY_BESIDE_REPLY_TO(
            "'%s' takes a %s and returns %s. A message is answered once: return the answer and take no ReplyTo, or make it void"
                    + " and give the answer to the ReplyTo."),
    /** A message from another package that only that package sees. */
    MESSAGE_OUT_OF_REACH("'%s' uses %s, whose codec is package-private in %s. Make the record public."),
    /** A handler that throws too much. */
    HANDLER_THROWS_THROWABLE("'%s' throws more than Exception. Declare Exception, or what is really thrown."),
    /** A hook of nobody. */
    HOOK_OUTSIDE_KERNEL(
            "'%s' is marked %s, but '%s' is no kernel. Mark the class @RingKernel; a subclass does not inherit hooks, and a"
                    + " kernel that is a method has none."),
    /** Parameters no dispatcher can give to a hook. */
    HOOK_PARAMETERS("'%s' takes (%s), but there is no message. A method marked %s takes nothing or the KernelContext."),
    /** A hook that answers. */
    HOOK_RETURNS("'%s' returns %s, and nobody takes it. A method marked %s returns void."),
    /** A static hook. */
    STATIC_HOOK("'%s' is static. A method marked %s belongs to an instance: remove static."),
    /** Two hooks of one moment. */
    DUPLICATE_HOOK("'%s' and '%s' are both marked %s. A kernel has one such method: call one from the other."),
    /** A text that is no id. */
    BAD_KERNEL_ID("the id \"%s\" of '%s' is no kernel id. An id is 1 to 128 letters, digits, '_', '-', '.' and '/'."),
    /** Two kernels with one id. */
    DUPLICATE_KERNEL_ID(
            "'%s' has the id \"%s\", as '%s' has. An id names one kernel: choose another. To run one kernel several times, launch"
                    + " it under other ids with LaunchOptions.as."),
    /** A lane that is too small or too large. */
    CAPACITY_OUT_OF_RANGE("the capacity of '%s' is %d. A lane has 1 to %d slots."),
    /** A lane that is no ring. */
    CAPACITY_NOT_A_POWER_OF_2("the capacity of '%s' is %d, which is not a power of 2. The next one is %d."),
    /** A kernel that cannot let others in. */
    REENTRANT_WITHOUT_COROUTINE(
            "'%s' is re-entrant, but %s. Only handlers in coroutines let others in while they wait: set execution ="
                    + " Execution.COROUTINE, or remove reentrant."),
    /** A slot that cannot be. */
    BAD_SLOT_LENGTH(
            "the slotLength of '%s' is %d. A slot is a multiple of 64 bytes up to %d; leave it out to fit the messages."),
    /** A slot that does not hold a message. */
    SLOT_TOO_SHORT(
            Severity.NOTE,
            "the slotLength of '%s' is %d, but each %s takes %d bytes or more with its header, and so a payload buffer. If"
                    + " it is sent often, set slotLength = %d, or leave it out to fit the messages.");

    private final Severity severity;
    private final String format;

    Problem(String format) {
        this(Severity.ERROR, format);
    }

    Problem(Severity severity, String format) {
        this.severity = severity;
        this.format = format;
    }

    /** {@return how bad it is} */
    public Severity severity() {
        return severity;
    }

    /** {@return the text, with places for its arguments} */
    public String format() {
        return format;
    }

    /** {@return the name in CamelCase, as printed and as docs/problems.md has it} */
    public String tag() {
        StringBuilder tag = new StringBuilder();
        for (String word : name().split("_")) {
            tag.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return tag.toString();
    }
}
