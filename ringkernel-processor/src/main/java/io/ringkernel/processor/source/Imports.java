// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the classes are called that a file names. A class is imported where that is of use and its simple name means nothing
 * else in the file; of two with the same simple name the first is.
 */
final class Imports {
    private static final String ALWAYS_IMPORTED = "java.lang";

    private final String packageName;
    private final Map<String, ClassName> imported = new HashMap<>();

    /* While the classes are collected: what is of use to import, and what must not be hidden by that. */
    private final Map<String, ClassName> wanted = new HashMap<>();
    private final Set<String> namesOfPackage = new HashSet<>();

    private Imports(String packageName) {
        this.packageName = packageName;
    }

    static Imports of(String packageName, TypeSpec type) {
        Imports imports = new Imports(packageName);
        imports.collect(type, imports.file(type));
        imports.wanted.keySet().removeAll(imports.namesOfPackage);
        imports.imported.putAll(imports.wanted);
        return imports;
    }

    /** The qualified names that the file has to import, in their order. The package hides what it has itself. */
    List<String> statements(Predicate<String> isInPackage) {
        return imported.values().stream()
                .filter(name -> !name.packageName().equals(ALWAYS_IMPORTED) || isInPackage.test(name.simpleName()))
                .map(ClassName::qualifiedName)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** What is around the class of the file. */
    Scope file(TypeSpec type) {
        return new Scope(null, name -> ClassName.get(packageName, name), Set.of(type.name()));
    }

    private void collect(TypeSpec type, Scope around) {
        type.annotations().forEach(annotation -> collect(annotation.code(), around));
        type.superclass().ifPresent(name -> collect(name, around));
        type.superinterfaces().forEach(name -> collect(name, around));
        Scope inside = around.inside(type);
        collect(type.javadoc(), inside);
        for (FieldSpec field : type.fields()) {
            collect(field.javadoc(), inside);
            collect(field.type(), inside);
            collect(field.initializer(), inside);
        }
        for (MethodSpec method : type.methodSpecs()) {
            collect(method.javadoc(), inside);
            method.annotations().forEach(annotation -> collect(annotation.code(), inside));
            collect(method.returnType(), inside);
            method.parameters().forEach(parameter -> collect(parameter.type(), inside));
            method.exceptions().forEach(name -> collect(name, inside));
            collect(method.code(), inside);
        }
        type.types().forEach(inner -> collect(inner, inside));
    }

    private void collect(TypeName type, Scope scope) {
        if (type instanceof ClassName name) {
            scope.take(name);
        } else if (!type.isPrimitive()) {
            collect(CodeBlock.of("$T", type), scope);
        }
    }

    private void collect(CodeBlock code, Scope scope) {
        for (Object part : code.parts()) {
            if (part instanceof ClassName name) {
                scope.take(name);
            }
        }
    }

    /** The inside of a class, where its own inner classes hide what else has their names. */
    final class Scope {
        private final Scope outer;
        private final Function<String, ClassName> member;
        private final Set<String> members;
        private final Set<ClassName> taken = new HashSet<>();
        private final Map<ClassName, String> names = new HashMap<>();

        private Scope(Scope outer, Function<String, ClassName> member, Set<String> members) {
            this.outer = outer;
            this.member = member;
            this.members = members;
        }

        Scope inside(TypeSpec type) {
            ClassName name = member.apply(type.name());
            return new Scope(
                    this,
                    name::nestedClass,
                    type.types().stream().map(TypeSpec::name).collect(Collectors.toSet()));
        }

        private void take(ClassName name) {
            if (!taken.add(name) || hidden(name) != null) {
                return;
            }
            ClassName outermost = name.outermost();
            if (name.packageName().equals(packageName)) {
                namesOfPackage.add(outermost.simpleName());
            } else if (!name.packageName().isEmpty()) {
                wanted.putIfAbsent(outermost.simpleName(), outermost);
            }
        }

        /** What a class is called here. */
        String name(ClassName name) {
            return names.computeIfAbsent(name, this::find);
        }

        private String find(ClassName name) {
            String known = hidden(name);
            if (known != null) {
                return known;
            }
            return name.packageName().equals(packageName) ? String.join(".", name.simpleNames()) : name.qualifiedName();
        }

        /* The name from the innermost class on that is known here; all of it if the simple name means another class. */
        private String hidden(ClassName name) {
            List<String> simpleNames = name.simpleNames();
            boolean isKnown = false;
            for (int i = simpleNames.size() - 1; i >= 0; i--) {
                ClassName meant = meaning(simpleNames.get(i));
                isKnown = meant != null;
                if (isKnown && meant.equals(ClassName.get(name.packageName(), simpleNames.subList(0, i + 1)))) {
                    return String.join(".", simpleNames.subList(i, simpleNames.size()));
                }
            }
            return isKnown ? name.qualifiedName() : null;
        }

        private ClassName meaning(String simpleName) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                if (scope.members.contains(simpleName)) {
                    return scope.member.apply(simpleName);
                }
            }
            return imported.get(simpleName);
        }
    }
}
