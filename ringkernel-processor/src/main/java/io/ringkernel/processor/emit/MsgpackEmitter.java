// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.PythonName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the methods between a message and a msgpack map, with one line for each field. */
final class MsgpackEmitter {
    private final CodecModel model;
    private final MemberNames names;
    private final List<Field> fields;
    private final List<FieldEmitter> emitters;
    private final TypeName message;

    MsgpackEmitter(CodecModel model, MemberNames names, List<FieldEmitter> emitters) {
        this.model = model;
        this.names = names;
        this.fields = model.layout().fields();
        this.emitters = emitters;
        this.message = JavaTypes.message(model.message().type());
    }

    void addMethods(TypeSpec.Builder codec) {
        codec.addMethod(overriding("keyCount")
                .returns(TypeName.INT)
                .addStatement("return $L", keyed().count())
                .build());
        codec.addMethod(pack());
        codec.addMethod(unpack());
    }

    private FieldScope scope(Field field) {
        return new FieldScope(model, names, field);
    }

    private Stream<Field> keyed() {
        return fields.stream().filter(field -> !isBound(field));
    }

    private static boolean isBound(Field field) {
        return field.type() instanceof FieldType.Bound;
    }

    private static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private MethodSpec pack() {
        MethodSpec.Builder method =
                overriding("pack").addParameter(message, "message").addParameter(Core.MAP_WRITER, "map");
        keepNames(method);
        keyed().forEach(field -> method.addStatement(
                "map.put($S, $L, $L)", field.name(), scope(field).value(), form(field)));
        return method.build();
    }

    private MethodSpec unpack() {
        MethodSpec.Builder method = overriding("unpack").returns(message).addParameter(Core.MAP_READER, "map");
        if (fields.stream().anyMatch(MsgpackEmitter::isBound)) {
            method.addStatement("$T header = map.header()", Core.MESSAGE_HEADER);
        }
        keepNames(method);
        keyed().forEach(field -> field.component()
                .formerNames()
                .forEach(name -> method.addStatement("map.rename($S, $S)", field.name(), name)));
        CodeBlock values =
                IntStream.range(0, fields.size()).mapToObj(this::value).collect(CodeBlock.joining(", "));
        return method.addStatement("return new $T($L)", message, values).build();
    }

    private void keepNames(MethodSpec.Builder method) {
        keyed().filter(this::keepsName).forEach(field -> method.addStatement("map.keepName($S)", field.name()));
    }

    /* Two fields with one name in Python would take each other's values. */
    private boolean keepsName(Field field) {
        String name = PythonName.of(field.name());
        return !name.equals(field.name())
                && keyed().filter(other -> other != field).anyMatch(other -> goesBy(other, name));
    }

    private static boolean goesBy(Field field, String name) {
        return field.name().equals(name)
                || PythonName.of(field.name()).equals(name)
                || field.component().formerNames().contains(name);
    }

    private CodeBlock value(int i) {
        Field field = fields.get(i);
        if (isBound(field)) {
            return emitters.get(i).fromHeader();
        }
        return Evolution.defaultValue(field)
                .map(value -> CodeBlock.of("map.get($S, $L, $L)", field.name(), form(field), value))
                .orElseGet(() -> CodeBlock.of("map.get($S, $L)", field.name(), form(field)));
    }

    private CodeBlock form(Field field) {
        return new MsgpackForm(field, names).of(field.type());
    }
}
