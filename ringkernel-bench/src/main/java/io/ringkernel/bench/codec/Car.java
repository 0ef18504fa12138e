// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import java.util.Arrays;
import java.util.List;

/** The car that SBE's own benchmark encodes: fixed fields, numbers, text, a message in it, and lists two deep. */
@Message(id = 0x0B20)
record Car(
        int serialNumber,
        short modelYear,
        boolean available,
        Model code,
        @MaxCount(5) int[] someNumbers,
        @MaxLength(6) String vehicleCode,
        byte extras,
        Engine engine,
        @MaxCount(8) List<FuelFigures> fuelFigures,
        @MaxCount(8) List<PerformanceFigures> performanceFigures,
        @MaxLength(40) String manufacturer,
        @MaxLength(40) String model) {
    /** A model by its letter. */
    enum Model {
        A,
        B,
        C
    }

    /** What drives it. */
    @Message(id = 0x0B21)
    record Engine(
            short capacity, byte numCylinders, @MaxLength(3) String manufacturerCode) {}

    /** What it takes at some speed. */
    @Message(id = 0x0B22)
    record FuelFigures(short speed, float mpg) {}

    /** What it does with some fuel. */
    @Message(id = 0x0B23)
    record PerformanceFigures(
            byte octaneRating, @MaxCount(8) List<Acceleration> acceleration) {}

    /** How long it takes to some speed. */
    @Message(id = 0x0B24)
    record Acceleration(short mph, float seconds) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Car car
                && serialNumber == car.serialNumber
                && modelYear == car.modelYear
                && available == car.available
                && code == car.code
                && Arrays.equals(someNumbers, car.someNumbers)
                && vehicleCode.equals(car.vehicleCode)
                && extras == car.extras
                && engine.equals(car.engine)
                && fuelFigures.equals(car.fuelFigures)
                && performanceFigures.equals(car.performanceFigures)
                && manufacturer.equals(car.manufacturer)
                && model.equals(car.model);
    }

    @Override
    public int hashCode() {
        return serialNumber;
    }
}
