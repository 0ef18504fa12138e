// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.CarDecoder;
import io.ringkernel.bench.sbe.CarEncoder;
import io.ringkernel.bench.sbe.MotorDecoder;
import io.ringkernel.bench.sbe.MotorEncoder;
import io.ringkernel.bench.sbe.YesNo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Cars through the code that SBE generates. Its fields have to be written and read in their order. */
final class SbeCars implements Side {
    private static final int STRIDE = 512;

    private final CarSample[] samples = CarSample.some();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(64 + SAMPLES * STRIDE).alignedSlice(64));
    private final CarEncoder encoder = new CarEncoder();
    private final CarDecoder decoder = new CarDecoder();
    private final byte[] text = new byte[64];

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            encode(samples[i], i * STRIDE);
            length += encoder.encodedLength();
        }
        return length;
    }

    private void encode(CarSample sample, int offset) {
        Car car = sample.car();
        encoder.wrap(buffer, offset)
                .serialNumber(car.serialNumber())
                .modelYear(car.modelYear())
                .available(sample.available())
                .code(sample.code());
        int[] numbers = car.someNumbers();
        for (int i = 0; i < CarEncoder.someNumbersLength(); i++) {
            encoder.someNumbers(i, numbers[i]);
        }
        encoder.putVehicleCode(sample.vehicleCode(), 0);
        encoder.extras()
                .clear()
                .sunRoof((car.extras() & 1) != 0)
                .sportsPack((car.extras() & 2) != 0)
                .cruiseControl((car.extras() & 4) != 0);
        MotorEncoder engine = encoder.engine();
        engine.capacity(car.engine().capacity())
                .numCylinders(car.engine().numCylinders())
                .putManufacturerCode(sample.manufacturerCode(), 0);
        CarEncoder.FuelFiguresEncoder fuel =
                encoder.fuelFiguresCount(car.fuelFigures().size());
        for (int i = 0; i < car.fuelFigures().size(); i++) {
            Car.FuelFigures figures = car.fuelFigures().get(i);
            fuel.next().speed(figures.speed()).mpg(figures.mpg());
        }
        CarEncoder.PerformanceFiguresEncoder performance =
                encoder.performanceFiguresCount(car.performanceFigures().size());
        for (int i = 0; i < car.performanceFigures().size(); i++) {
            Car.PerformanceFigures figures = car.performanceFigures().get(i);
            CarEncoder.PerformanceFiguresEncoder.AccelerationEncoder acceleration = performance
                    .next()
                    .octaneRating(figures.octaneRating())
                    .accelerationCount(figures.acceleration().size());
            for (int j = 0; j < figures.acceleration().size(); j++) {
                Car.Acceleration one = figures.acceleration().get(j);
                acceleration.next().mph(one.mph()).seconds(one.seconds());
            }
        }
        encoder.putManufacturer(sample.manufacturer(), 0, sample.manufacturer().length);
        encoder.putModel(sample.model(), 0, sample.model().length);
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += sum(wrap(i));
        }
        return sum;
    }

    private long sum(CarDecoder car) {
        long sum = car.serialNumber()
                + car.modelYear()
                + car.available().ordinal()
                + car.code().ordinal();
        for (int i = 0; i < CarDecoder.someNumbersLength(); i++) {
            sum += car.someNumbers(i);
        }
        sum += CarSample.sum(text, car.getVehicleCode(text, 0));
        sum += car.extras().getRaw();
        MotorDecoder engine = car.engine();
        sum += engine.capacity() + engine.numCylinders();
        sum += CarSample.sum(text, engine.getManufacturerCode(text, 0));
        CarDecoder.FuelFiguresDecoder fuel = car.fuelFigures();
        while (fuel.hasNext()) {
            fuel.next();
            sum += fuel.speed() + Float.floatToRawIntBits(fuel.mpg());
        }
        CarDecoder.PerformanceFiguresDecoder performance = car.performanceFigures();
        while (performance.hasNext()) {
            performance.next();
            sum += performance.octaneRating();
            CarDecoder.PerformanceFiguresDecoder.AccelerationDecoder acceleration = performance.acceleration();
            while (acceleration.hasNext()) {
                acceleration.next();
                sum += acceleration.mph() + Float.floatToRawIntBits(acceleration.seconds());
            }
        }
        sum += CarSample.sum(text, car.getManufacturer(text, 0, text.length));
        sum += CarSample.sum(text, car.getModel(text, 0, text.length));
        return sum;
    }

    private CarDecoder wrap(int index) {
        return decoder.wrap(buffer, index * STRIDE, CarDecoder.BLOCK_LENGTH, CarDecoder.SCHEMA_VERSION);
    }

    @Override
    public Car decode(int index) {
        CarDecoder car = wrap(index);
        int[] numbers = new int[CarDecoder.someNumbersLength()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = car.someNumbers(i);
        }
        List<Car.FuelFigures> fuel = new ArrayList<>();
        for (CarDecoder.FuelFiguresDecoder figures : car.fuelFigures()) {
            fuel.add(new Car.FuelFigures((short) figures.speed(), figures.mpg()));
        }
        List<Car.PerformanceFigures> performance = new ArrayList<>();
        for (CarDecoder.PerformanceFiguresDecoder figures : car.performanceFigures()) {
            byte octaneRating = (byte) figures.octaneRating();
            List<Car.Acceleration> all = new ArrayList<>();
            for (CarDecoder.PerformanceFiguresDecoder.AccelerationDecoder acceleration : figures.acceleration()) {
                all.add(new Car.Acceleration((short) acceleration.mph(), acceleration.seconds()));
            }
            performance.add(new Car.PerformanceFigures(octaneRating, all));
        }
        MotorDecoder engine = car.engine();
        return new Car(
                (int) car.serialNumber(),
                (short) car.modelYear(),
                car.available() == YesNo.YES,
                Car.Model.values()[car.code().ordinal()],
                numbers,
                car.vehicleCode(),
                (byte) car.extras().getRaw(),
                new Car.Engine((short) engine.capacity(), (byte) engine.numCylinders(), engine.manufacturerCode()),
                fuel,
                performance,
                car.manufacturer(),
                car.model());
    }
}
