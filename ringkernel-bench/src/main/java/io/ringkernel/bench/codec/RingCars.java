// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Cars that are written and read in place. */
final class RingCars implements Side {
    private static final int STRIDE = 512;

    private final CarSample[] samples = CarSample.some();
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);
    private final int[] lengths = new int[SAMPLES];
    private final CarCodec.Writer writer = new CarCodec.Writer();
    private final Car_EngineCodec.Writer engineWriter = new Car_EngineCodec.Writer();
    private final Car_FuelFiguresCodec.Writer fuelWriter = new Car_FuelFiguresCodec.Writer();
    private final Car_PerformanceFiguresCodec.Writer performanceWriter = new Car_PerformanceFiguresCodec.Writer();
    private final Car_AccelerationCodec.Writer accelerationWriter = new Car_AccelerationCodec.Writer();
    private final CarCodec.Reader reader = new CarCodec.Reader();
    private final Car_EngineCodec.Reader engineReader = new Car_EngineCodec.Reader();
    private final Car_FuelFiguresCodec.Reader fuelReader = new Car_FuelFiguresCodec.Reader();
    private final Car_PerformanceFiguresCodec.Reader performanceReader = new Car_PerformanceFiguresCodec.Reader();
    private final Car_AccelerationCodec.Reader accelerationReader = new Car_AccelerationCodec.Reader();
    private final byte[] text = new byte[64];

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            lengths[i] = encode(samples[i], i * STRIDE);
            length += lengths[i];
        }
        return length;
    }

    private int encode(CarSample sample, int offset) {
        Car car = sample.car();
        writer.wrap(buffer, offset)
                .serialNumber(car.serialNumber())
                .modelYear(car.modelYear())
                .available(car.available())
                .code(car.code())
                .someNumbers(car.someNumbers())
                .vehicleCode(sample.vehicleCode(), 0, sample.vehicleCode().length)
                .extras(car.extras());
        writer.engine(engineWriter)
                .capacity(car.engine().capacity())
                .numCylinders(car.engine().numCylinders())
                .manufacturerCode(sample.manufacturerCode(), 0, sample.manufacturerCode().length);
        encodeLists(car);
        return writer.manufacturer(sample.manufacturer(), 0, sample.manufacturer().length)
                .model(sample.model(), 0, sample.model().length)
                .encodedLength();
    }

    private void encodeLists(Car car) {
        int fuelCount = car.fuelFigures().size();
        writer.fuelFiguresCount(fuelCount);
        for (int i = 0; i < fuelCount; i++) {
            Car.FuelFigures figures = car.fuelFigures().get(i);
            writer.fuelFigures(i, fuelWriter).speed(figures.speed()).mpg(figures.mpg());
        }
        int performanceCount = car.performanceFigures().size();
        writer.performanceFiguresCount(performanceCount);
        for (int i = 0; i < performanceCount; i++) {
            Car.PerformanceFigures figures = car.performanceFigures().get(i);
            int count = figures.acceleration().size();
            writer.performanceFigures(i, performanceWriter)
                    .octaneRating(figures.octaneRating())
                    .accelerationCount(count);
            for (int j = 0; j < count; j++) {
                Car.Acceleration acceleration = figures.acceleration().get(j);
                performanceWriter
                        .acceleration(j, accelerationWriter)
                        .mph(acceleration.mph())
                        .seconds(acceleration.seconds());
            }
        }
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += sum(reader.wrap(buffer, i * STRIDE, lengths[i]));
        }
        return sum;
    }

    private long sum(CarCodec.Reader car) {
        long sum = car.serialNumber()
                + car.modelYear()
                + (car.available() ? 1 : 0)
                + car.code().ordinal()
                + CarSample.sum(text, car.copyVehicleCode(text, 0))
                + car.extras();
        int numbers = car.someNumbersCount();
        for (int i = 0; i < numbers; i++) {
            sum += car.someNumbers(i);
        }
        car.engine(engineReader);
        sum += engineReader.capacity() + engineReader.numCylinders();
        sum += CarSample.sum(text, engineReader.copyManufacturerCode(text, 0));
        sum += sumLists(car);
        sum += CarSample.sum(text, car.copyManufacturer(text, 0));
        return sum + CarSample.sum(text, car.copyModel(text, 0));
    }

    private long sumLists(CarCodec.Reader car) {
        long sum = 0;
        int fuelCount = car.fuelFiguresCount();
        for (int i = 0; i < fuelCount; i++) {
            car.fuelFigures(i, fuelReader);
            sum += fuelReader.speed() + Float.floatToRawIntBits(fuelReader.mpg());
        }
        int performanceCount = car.performanceFiguresCount();
        for (int i = 0; i < performanceCount; i++) {
            car.performanceFigures(i, performanceReader);
            sum += performanceReader.octaneRating();
            int count = performanceReader.accelerationCount();
            for (int j = 0; j < count; j++) {
                performanceReader.acceleration(j, accelerationReader);
                sum += accelerationReader.mph() + Float.floatToRawIntBits(accelerationReader.seconds());
            }
        }
        return sum;
    }

    @Override
    public Car decode(int index) {
        return CarCodec.INSTANCE.decode(buffer, index * STRIDE, lengths[index]);
    }
}
