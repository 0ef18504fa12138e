// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Cars in MessagePack; the text was encoded before. */
final class PackedCars extends Packed {
    private static final int FIELDS = 12;
    private static final Car.Model[] MODELS = Car.Model.values();

    private final CarSample[] samples = CarSample.some();
    private final byte[] text = new byte[64];

    PackedCars() {
        packOnce();
    }

    @Override
    void pack(MessagePacker to, int index) throws IOException {
        CarSample sample = samples[index];
        Car car = sample.car();
        to.packArrayHeader(FIELDS)
                .packInt(car.serialNumber())
                .packShort(car.modelYear())
                .packBoolean(car.available())
                .packInt(car.code().ordinal())
                .packArrayHeader(car.someNumbers().length);
        for (int number : car.someNumbers()) {
            to.packInt(number);
        }
        packText(to, sample.vehicleCode());
        to.packByte(car.extras())
                .packArrayHeader(3)
                .packShort(car.engine().capacity())
                .packByte(car.engine().numCylinders());
        packText(to, sample.manufacturerCode());
        to.packArrayHeader(car.fuelFigures().size());
        for (int i = 0; i < car.fuelFigures().size(); i++) {
            Car.FuelFigures figures = car.fuelFigures().get(i);
            to.packArrayHeader(2).packShort(figures.speed()).packFloat(figures.mpg());
        }
        to.packArrayHeader(car.performanceFigures().size());
        for (int i = 0; i < car.performanceFigures().size(); i++) {
            Car.PerformanceFigures figures = car.performanceFigures().get(i);
            to.packArrayHeader(2)
                    .packByte(figures.octaneRating())
                    .packArrayHeader(figures.acceleration().size());
            for (int j = 0; j < figures.acceleration().size(); j++) {
                Car.Acceleration acceleration = figures.acceleration().get(j);
                to.packArrayHeader(2).packShort(acceleration.mph()).packFloat(acceleration.seconds());
            }
        }
        packText(to, sample.manufacturer());
        packText(to, sample.model());
    }

    private static void packText(MessagePacker to, byte[] text) throws IOException {
        to.packRawStringHeader(text.length).writePayload(text);
    }

    @Override
    long unpackSum(MessageUnpacker from) throws IOException {
        long sum = from.unpackArrayHeader()
                - FIELDS
                + from.unpackInt()
                + from.unpackShort()
                + (from.unpackBoolean() ? 1 : 0)
                + MODELS[from.unpackInt()].ordinal();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            sum += from.unpackInt();
        }
        sum += textSum(from) + from.unpackByte();
        sum += from.unpackArrayHeader() - 3 + from.unpackShort() + from.unpackByte() + textSum(from);
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            sum += from.unpackArrayHeader() - 2 + from.unpackShort() + Float.floatToRawIntBits(from.unpackFloat());
        }
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            sum += from.unpackArrayHeader() - 2 + from.unpackByte();
            for (int inner = from.unpackArrayHeader(); inner > 0; inner--) {
                sum += from.unpackArrayHeader() - 2 + from.unpackShort() + Float.floatToRawIntBits(from.unpackFloat());
            }
        }
        return sum + textSum(from) + textSum(from);
    }

    private long textSum(MessageUnpacker from) throws IOException {
        int length = from.unpackRawStringHeader();
        from.readPayload(text, 0, length);
        return CarSample.sum(text, length);
    }

    @Override
    Car unpack(MessageUnpacker from) throws IOException {
        from.unpackArrayHeader();
        int serialNumber = from.unpackInt();
        short modelYear = from.unpackShort();
        boolean available = from.unpackBoolean();
        Car.Model code = MODELS[from.unpackInt()];
        int[] numbers = new int[from.unpackArrayHeader()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = from.unpackInt();
        }
        String vehicleCode = from.unpackString();
        byte extras = from.unpackByte();
        from.unpackArrayHeader();
        Car.Engine engine = new Car.Engine(from.unpackShort(), from.unpackByte(), from.unpackString());
        List<Car.FuelFigures> fuel = new ArrayList<>();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            from.unpackArrayHeader();
            fuel.add(new Car.FuelFigures(from.unpackShort(), from.unpackFloat()));
        }
        List<Car.PerformanceFigures> performance = new ArrayList<>();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            from.unpackArrayHeader();
            performance.add(new Car.PerformanceFigures(from.unpackByte(), unpackAcceleration(from)));
        }
        String manufacturer = from.unpackString();
        return new Car(
                serialNumber,
                modelYear,
                available,
                code,
                numbers,
                vehicleCode,
                extras,
                engine,
                fuel,
                performance,
                manufacturer,
                from.unpackString());
    }

    private static List<Car.Acceleration> unpackAcceleration(MessageUnpacker from) throws IOException {
        List<Car.Acceleration> all = new ArrayList<>();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            from.unpackArrayHeader();
            all.add(new Car.Acceleration(from.unpackShort(), from.unpackFloat()));
        }
        return all;
    }
}
