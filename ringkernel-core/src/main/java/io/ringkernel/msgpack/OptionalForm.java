// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The form of values that may be absent: nil, which may also be left out.
 *
 * @param <O> {@link Optional} or one of its primitive kin
 */
final class OptionalForm<O, T> extends Form<O> {
    private final Form<T> inner;
    private final O empty;
    private final Function<T, O> of;
    private final Function<O, T> value;

    private OptionalForm(Form<T> inner, O empty, Function<T, O> of, Function<O, T> value) {
        this.inner = inner;
        this.empty = empty;
        this.of = of;
        this.value = value;
    }

    static <T> Form<Optional<T>> of(Form<T> inner) {
        return new OptionalForm<>(inner, Optional.empty(), Optional::of, Optional::get);
    }

    static Form<OptionalInt> ints() {
        return new OptionalForm<>(Forms.INT, OptionalInt.empty(), OptionalInt::of, OptionalInt::getAsInt);
    }

    static Form<OptionalLong> longs() {
        return new OptionalForm<>(Forms.LONG, OptionalLong.empty(), OptionalLong::of, OptionalLong::getAsLong);
    }

    static Form<OptionalDouble> doubles() {
        return new OptionalForm<>(
                Forms.DOUBLE, OptionalDouble.empty(), OptionalDouble::of, OptionalDouble::getAsDouble);
    }

    @Override
    void write(O optional, Packing out) {
        if (optional.equals(empty)) {
            out.nil();
        } else {
            inner.write(value.apply(optional), out);
        }
    }

    @Override
    O read(Unpacking in) {
        return of.apply(inner.read(in));
    }

    @Override
    O none(Unpacking in, String rule, String wayOut) {
        return empty;
    }
}
