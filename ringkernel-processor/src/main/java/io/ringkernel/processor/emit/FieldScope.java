// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/**
 * One field, and what the code for it has in common whatever its family is.
 *
 * @param model of the codec
 * @param names of its members
 * @param field of the message
 */
record FieldScope(CodecModel model, MemberNames names, Field field) {
    /** The emitter of the family. */
    FieldEmitter emitter() {
        FieldType type = field.type().plain();
        if (type instanceof FieldType.Bound bound) {
            return new BoundEmitter(this, bound);
        }
        if (!type.isTail()) {
            return new BlockEmitter(this);
        }
        if (type instanceof FieldType.Variable variable) {
            return switch (variable) {
                case TEXT, BYTES -> new VariableEmitter(this, variable);
                case BIG_INTEGER, BIG_DECIMAL, ZONED_DATE_TIME -> new ValueEmitter(this, variable);
            };
        }
        if (type instanceof FieldType.PrimitiveArray array) {
            return new ArrayEmitter(this, array.element());
        }
        if (type instanceof FieldType.Nested nested) {
            return new NestedEmitter(this, nested);
        }
        return new ElementEmitter(this);
    }

    String name() {
        return field.name();
    }

    /** How the writer calls a method of its own with the name of the field: of all words one must not begin a call. */
    String call() {
        return name().equals("yield") ? "this.yield" : name();
    }

    String offset() {
        return names.offset(field);
    }

    /** The constant that knows how the values of the field lie in the bytes. */
    String element() {
        return names.element(field);
    }

    String limit() {
        return names.limit(field);
    }

    /** What the writer has left for the field, as an expression. */
    CodeBlock room() {
        return CodeBlock.of("room($S, at, $L)", label(), limit());
    }

    /** The private method of the reader that gives the checked reference to the tail. */
    String ref() {
        return names.ref(field);
    }

    String label() {
        return model.label(field);
    }

    /** The field as a sentence names it. */
    String the() {
        return "the {@code " + name() + "} field";
    }

    boolean isNullable() {
        return field.component().isNullable();
    }

    boolean isOptional() {
        return isMaybe() && !isNullable();
    }

    /** Whether the value need not be there. */
    boolean isMaybe() {
        return field.type() instanceof FieldType.Maybe;
    }

    /** The private constant with the position of the byte that says whether a value in the block is there. */
    String presence() {
        return names.presence(field);
    }

    /** The method of the reader that tells whether the value is there. */
    String has() {
        return names.has(field);
    }

    /** Writes the method of the reader that tells whether the value is there. */
    MethodSpec hasMethod(CodeBlock value) {
        return getter(has(), TypeName.BOOLEAN, "whether " + the() + " has a value")
                .addStatement("return $L", value)
                .build();
    }

    /** How the documentation of an accessor goes on. */
    String orAbsent() {
        return isNullable() ? ", or null" : isOptional() ? ", if there is one" : "";
    }

    /** What an accessor gives for a value that is there. */
    CodeBlock present(CodeBlock value) {
        return isOptional() ? CodeBlock.of("$T.of($L)", rawType(), value) : value;
    }

    /** What an accessor gives when there is no value. */
    CodeBlock absent() {
        return isOptional() ? CodeBlock.of("$T.empty()", rawType()) : CodeBlock.of("null");
    }

    private TypeName rawType() {
        return type() instanceof ParameterizedTypeName optional ? optional.rawType() : type();
    }

    /** The method that takes the value out of an optional. */
    String getter() {
        return type() instanceof ParameterizedTypeName
                ? "get"
                : "getAs"
                        + JavaTypes.accessorSuffix(
                                (FieldType.Fixed) field.type().plain());
    }

    /** The type of a value that is there, as the writer takes it. */
    TypeName plainType() {
        return JavaTypes.of(field.type().plain());
    }

    TypeName type() {
        return JavaTypes.of(field.type());
    }

    ClassName writer() {
        return Core.writer(model.message().type());
    }

    /** A method of the reader that gives the value of the field. */
    MethodSpec.Builder accessor(String remark) {
        return getter(name(), type(), the() + remark);
    }

    /** A method of the reader that gives something of the field. */
    static MethodSpec.Builder getter(String name, TypeName type, String what) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("{@return $L}", what)
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
    }

    /** The name of a method on top of those with the name of the field. */
    String derived(String wanted) {
        return names.of(field, wanted);
    }

    /** The method that tells, or says, how many elements a collection has. */
    String count() {
        return derived(name() + "Count");
    }

    /** Adds a method that the reader has on top of the plain one. */
    void addGetter(TypeSpec.Builder reader, String wanted, TypeName type, String what, CodeBlock value) {
        reader.addMethod(getter(derived(wanted), type, what)
                .addStatement("return $L", value)
                .build());
    }

    /** A method of the writer. Its Javadoc may name the field with {@code $L}. */
    MethodSpec.Builder setter(String javadoc) {
        return MethodSpec.methodBuilder(name())
                .addJavadoc("$L", javadoc.replace("$L", name()))
                .addModifiers(Modifier.PUBLIC)
                .returns(writer());
    }

    /** Writes the methods of the writer that take the value of a field in the tail; {@code body} puts it there. */
    void addTailSetters(TypeSpec.Builder writer, CodeBlock body) {
        MethodSpec.Builder method = tailSetter(isNullable() ? ", or null" : "", plainType());
        if (isNullable()) {
            method.beginControlFlow("if (value == null)")
                    .addStatement("absent($S, $L)", label(), offset())
                    .addStatement("return this")
                    .endControlFlow();
        }
        writer.addMethod(method.addCode(body).build());
        if (isOptional()) {
            writer.addMethod(tailSetter(", if there is one", type())
                    .beginControlFlow("if ($T.checkNotNull(value, $S).isPresent())", Core.WIRE, label())
                    .addStatement("return $L(value.get())", call())
                    .endControlFlow()
                    .addStatement("absent($S, $L)", label(), offset())
                    .addStatement("return this")
                    .build());
        }
    }

    private MethodSpec.Builder tailSetter(String remark, TypeName type) {
        return MethodSpec.methodBuilder(name())
                .addJavadoc(
                        """
                        Appends the {@code $L} field to the tail.

                        @param value to write$L
                        @return this writer
                        $L@throws $T if {@code value} is longer than its limit
                        @throws IllegalStateException if the field has been written already""",
                        name(),
                        remark,
                        isNullable() ? "" : "@throws NullPointerException if {@code value} is null\n",
                        Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(writer())
                .addParameter(type, "value");
    }

    /** The statements that append bytes to the tail, and end the method. */
    CodeBlock append(CodeBlock length) {
        return CodeBlock.builder()
                .addStatement("int at = tail($S, $L)", label(), offset())
                .addStatement("int length = $L", length)
                .addStatement("append($S, $L, at, length)", label(), offset())
                .addStatement("return this")
                .build();
    }

    /** The statements that add the length of a field in the tail, if it is there. */
    CodeBlock addLength(UnaryOperator<CodeBlock> lengthOf) {
        CodeBlock value = value();
        CodeBlock.Builder code = CodeBlock.builder();
        if (!isMaybe()) {
            return code.addStatement("length += $L", lengthOf.apply(value)).build();
        }
        if (isNullable()) {
            code.beginControlFlow("if ($L != null)", value);
        } else {
            code.beginControlFlow("if ($T.checkNotNull($L, $S).isPresent())", Core.WIRE, value, label());
            code.addStatement("$T value = $L.get()", plainType(), value);
            value = CodeBlock.of("value");
        }
        return code.addStatement("length += $L", lengthOf.apply(value))
                .endControlFlow()
                .build();
    }

    /** Writes the method of the reader that makes an object of a field in the tail. */
    MethodSpec tailAccessor(String remark, CodeBlock value) {
        MethodSpec.Builder method = accessor(remark + orAbsent());
        readRef(method, absent());
        return method.addStatement("return $L", present(value)).build();
    }

    /** Writes the method that tells whether a field in the tail has a value, if that can be otherwise. */
    void addTailHas(TypeSpec.Builder reader) {
        if (isMaybe()) {
            reader.addMethod(hasMethod(CodeBlock.of("!$T.isNull($L())", Core.TAIL_REF, ref())));
        }
    }

    /** How the documentation of a length or a count goes on. */
    String orMinusOne() {
        return isMaybe() ? "; -1 if there is none" : "";
    }

    /** Has a method of the reader say in which element of a collection, or in which part of one, it fails. */
    MethodSpec readsElement(MethodSpec method, String part) {
        return inElement(method, part, Core.CODEC_EXCEPTION, CodeBlock.of("e, $S, $L, index", label(), offset()));
    }

    /** Has a method of the writer say in which element of a collection, or in which part of one, it fails. */
    MethodSpec writesElement(MethodSpec method, String part) {
        return inElement(method, part, ClassName.get(RuntimeException.class), CodeBlock.of("e, $S, index", label()));
    }

    private static MethodSpec inElement(MethodSpec method, String part, ClassName failure, CodeBlock where) {
        return method.withCode(CodeBlock.builder()
                .beginControlFlow("try")
                .add(method.code())
                .nextControlFlow("catch ($T e)", failure)
                .addStatement(
                        part.isEmpty()
                                ? CodeBlock.of("throw inElement($L)", where)
                                : CodeBlock.of("throw inEntry($L, $S)", where, part))
                .endControlFlow()
                .build());
    }

    /** The private method of the reader that checks the reference to the tail. */
    MethodSpec refMethod() {
        return refMethod(CodeBlock.of(
                "$T.$L(buffer.getLong(offset + $L), length, $L$S)",
                Core.TAIL_REF,
                isMaybe() ? "checkNullable" : "check",
                offset(),
                hasMessages() ? "" : limit() + ", ",
                label()));
    }

    MethodSpec refMethod(CodeBlock ref) {
        return MethodSpec.methodBuilder(ref())
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.LONG)
                .addCode(Evolution.referenceGuard(field))
                .addStatement("return $L", ref)
                .build();
    }

    /* A newer writer may know messages that are longer. */
    private boolean hasMessages() {
        return field.type()
                .parts()
                .anyMatch(part -> part instanceof FieldType.Nested || part instanceof FieldType.OneOf);
    }

    /** Writes the statements that fetch the reference, and give up if there is no value. */
    void readRef(MethodSpec.Builder method, CodeBlock ifAbsent) {
        method.addStatement("long ref = $L()", ref());
        if (isMaybe()) {
            method.beginControlFlow("if ($T.isNull(ref))", Core.TAIL_REF)
                    .addStatement("return $L", ifAbsent)
                    .endControlFlow();
        }
    }

    /** Adds the methods of the reader that make a collection the selected one, and tell how many elements it has. */
    void addSelection(TypeSpec.Builder reader, String elements, CodeBlock select) {
        reader.addMethod(getter(count(), TypeName.INT, "the number of " + elements + the() + orMinusOne())
                .addStatement("$L()", names.select(field))
                .addStatement("return selectedCount")
                .build());
        reader.addMethod(MethodSpec.methodBuilder(names.select(field))
                .addModifiers(Modifier.PRIVATE)
                .beginControlFlow("if (selected != $L)", offset())
                .addStatement(select)
                .endControlFlow()
                .build());
    }

    /** Adds the private method that finds the slot of an element; {@code slot} is its code. */
    void addSlot(TypeSpec.Builder type, CodeBlock slot) {
        type.addMethod(MethodSpec.methodBuilder(names.slot(field))
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.INT)
                .addParameter(TypeName.INT, "index")
                .addCode(slot)
                .build());
    }

    /** The code of the reader that finds the slot of an element. */
    CodeBlock selectedSlot(boolean isPacked, Object slotLength) {
        return CodeBlock.builder()
                .addStatement("$L()", names.select(field))
                .addStatement("return $L($S, $L, index)", isPacked ? "packedSlot" : "rowSlot", label(), slotLength)
                .build();
    }

    /** The value of the component. */
    CodeBlock value() {
        return field.component().isDeprecated()
                ? CodeBlock.of("$L(message)", names.deprecated(field))
                : CodeBlock.of("message.$L()", name());
    }

    /** The statement that gives the value of the record to the method of the writer with its name. */
    CodeBlock plainWrite() {
        return CodeBlock.of("writer.$L($L)", name(), value());
    }

    /** The call of the method of the reader with the name of the field. */
    CodeBlock plainRead() {
        return CodeBlock.of("reader.$L()", name());
    }
}
